// The learning-rate slider: gradient descent in a bowl, in float32 as the engine computes it.
"use strict";

explorables.wake("learning-rate", ({ data, part, parts, set, read, shown, onInput }) => {
  const { at, drag, fixed, from, points } = explorables;
  const { x, y, steepness, lowest, steps, words } = data;
  const round = Math.fround;
  let start = data.from;

  // A loss without a power of ten, which the page does not know yet.
  const plain = (loss) => {
    if (loss >= 1000) return fixed(loss, 0).replace(/\B(?=(\d{3})+$)/g, ",");
    return loss >= 0.0001 ? fixed(loss, 4) : "nearly 0";
  };

  // The loss is the sum of steepness times distance squared; each step of it is rounded.
  const away = (place) => place.map((value, i) => round(value - lowest[i]));
  const lossAt = (place) => round(away(place).map((d, i) => round(round(steepness[i] * d) * d)).reduce((a, b) => a + b));
  const descend = (rate) => {
    const places = [start];
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
  const stations = parts(".station");
  const far = 4000; // beyond the frame; what is farther need not be drawn exactly
  const near = (value) => Math.max(-far, Math.min(far, value));

  const redraw = () => {
    const rate = Number(slider.value);
    const places = descend(rate);
    const losses = places.map(lossAt);
    const drawn = places.map(([first, second]) => [near(at(x, first)), near(at(y, second))]);
    set(".path", { points: points(drawn) });
    stations.forEach((station, step) => set(station, { cx: drawn[step][0], cy: drawn[step][1] }));
    set(".start", { cx: drawn[0][0], cy: drawn[0][1] });
    set(".start-name", { x: drawn[0][0] - 8, y: drawn[0][1] - 8 });
    shown(slider, fixed(rate, 2));
    read({ first: plain(losses[0]), last: plain(losses.at(-1)), outcome: outcome(rate, losses) });
    slider.setAttribute(
      "aria-valuetext",
      `learning rate ${fixed(rate, 2)}: loss ${plain(losses.at(-1))} after ${steps} steps; ${outcome(rate, losses)}`,
    );
  };

  // The start goes where the hand puts it, in quarters; not where the walk would have nothing to do.
  const quarter = (axis, place) => {
    const [low, high] = axis[0];
    return Math.round(Math.max(low, Math.min(high, from(axis, place))) * 4) / 4;
  };
  drag(part("svg"), (left, down) => {
    const place = [quarter(x, left), quarter(y, down)];
    if (place[1] === lowest[1]) return;
    start = place;
    redraw();
  });
  onInput(redraw);
});
