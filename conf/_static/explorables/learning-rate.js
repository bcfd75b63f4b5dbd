// The learning-rate slider: gradient descent in a bowl, in float32 as the engine computes it.
"use strict";

for (const figure of document.querySelectorAll('[data-explorable="learning-rate"]')) {
  const { x, y, steepness, lowest, from, steps, words } = JSON.parse(figure.dataset.scales);
  const part = (selector) => figure.querySelector(selector);
  const at = ([[low, high], [start, end]], value) => start + ((value - low) / (high - low)) * (end - start);
  const round = Math.fround;
  const short = (value) => {
    if (value === 0) return "0";
    const small = value < 1e-3 || value >= 1e4;
    return (small ? value.toExponential(1) : value.toFixed(4)).replace("-", "−");
  };

  // The loss is the sum of steepness times distance squared; each step of it is rounded.
  const away = (place) => place.map((value, i) => round(value - lowest[i]));
  const lossAt = (place) => round(away(place).map((d, i) => round(round(steepness[i] * d) * d)).reduce((a, b) => a + b));
  const descend = (rate) => {
    const places = [from];
    for (let step = 0; step < steps; step += 1) {
      const place = places.at(-1);
      const gradient = away(place).map((d, i) => round(2 * steepness[i] * d));
      places.push(place.map((value, i) => round(value - round(round(rate) * gradient[i]))));
    }
    return places;
  };
  const outcome = (rate, losses) => {
    const factor = 1 - 2 * steepness[1] * rate; // what one step does to the distance in b
    if (factor < -1) return words[0];
    if (factor === -1) return words[1];
    if (factor < 0) return words[2];
    return losses.at(-1) < losses[0] / 100 ? words[3] : words[4];
  };

  const slider = part("[name=rate]");
  const stations = [...figure.querySelectorAll(".station")];
  const far = 4000; // beyond the frame; what is farther need not be drawn exactly
  const near = (value) => Math.max(-far, Math.min(far, value));

  const redraw = () => {
    const rate = Number(slider.value);
    const places = descend(rate);
    const losses = places.map(lossAt);
    const points = places.map(([first, second]) => [near(at(x, first)), near(at(y, second))]);
    part(".path").setAttribute("points", points.map((point) => point.join()).join(" "));
    stations.forEach((station, step) => {
      station.setAttribute("cx", points[step][0]);
      station.setAttribute("cy", points[step][1]);
    });
    part(".explorable-slider output").value = rate.toFixed(2);
    part(".last output").value = short(losses.at(-1));
    part(".outcome output").value = outcome(rate, losses);
    slider.setAttribute(
      "aria-valuetext",
      `learning rate ${rate.toFixed(2)}: loss ${short(losses.at(-1))} after ${steps} steps; ${outcome(rate, losses)}`,
    );
  };

  slider.addEventListener("input", redraw);
  redraw();
  figure.classList.add("explorable-ready");
}
