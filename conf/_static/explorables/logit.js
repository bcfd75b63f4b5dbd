// The logit slider: probability, loss and gradient of one row move together.
"use strict";

for (const figure of document.querySelectorAll('[data-explorable="logit"]')) {
  const scales = JSON.parse(figure.dataset.scales);
  const part = (selector) => figure.querySelector(selector);
  const place = (axis, value) => {
    const [[low, high], [start, end]] = scales[axis];
    return start + ((value - low) / (high - low)) * (end - start);
  };
  const set = (selector, attributes) => {
    for (const [name, value] of Object.entries(attributes)) part(selector).setAttribute(name, value);
  };
  const shown = (value, digits) => value.toFixed(digits).replace("-", "−");
  const slider = part("[name=logit]");

  const redraw = () => {
    const z = Number(slider.value);
    const y = Number(part("[type=radio]:checked").value);
    const probability = 1 / (1 + Math.exp(-z));
    const side = y === 1 ? -z : z; // how far the logit is on the wrong side
    const loss = Math.max(side, 0) + Math.log1p(Math.exp(-Math.abs(side)));
    const gradient = probability - y;

    const x = place("x", z);
    const [goal, said] = [place("probability", y), place("probability", probability)];
    const across = 1.5;
    figure.dataset.label = y;
    set(".guide", { x1: x, x2: x });
    set(".on-loss", { cx: x, cy: place("loss", loss) });
    set(".tangent", {
      x1: place("x", z - across), y1: place("loss", loss - across * gradient),
      x2: place("x", z + across), y2: place("loss", loss + across * gradient),
    });
    set(".goal", { y1: goal, y2: goal });
    set(".error", { x1: x, x2: x, y1: goal, y2: said });
    set(".on-probability", { cx: x, cy: said });
    // The name of the gradient stands where the curve is not, inside the frame, if there is room.
    const left = y === 1 ? z > -6 : z > 6;
    set(".error-name", {
      x: x + (left ? -9 : 9), y: (goal + said) / 2 + 4, "text-anchor": left ? "end" : "start",
      visibility: Math.abs(gradient) < 0.2 ? "hidden" : "visible",
    });

    part(".explorable-slider output").value = shown(z, 2);
    const numbers = { probability, loss, gradient };
    for (const [name, value] of Object.entries(numbers)) part(`.${name} output`).value = shown(value, 4);
    slider.setAttribute(
      "aria-valuetext",
      `logit ${shown(z, 2)}, label ${y}: probability ${shown(probability, 4)}, loss ${shown(loss, 4)}, gradient ${shown(gradient, 4)}`,
    );
  };

  part(".explorable-controls").addEventListener("input", redraw);
  redraw();
  figure.classList.add("explorable-ready");
}
