// The learning rate of the first model: its loss curve, as the engine trained it for the page.
"use strict";

explorables.wake("rate", ({ data, part, set, read, shown, onInput }) => {
  const { at, drag, fixed, points } = explorables;
  const slider = part("[name=rate]");

  const redraw = () => {
    const chosen = Number(slider.value);
    const losses = data.losses[chosen];
    const path = losses.map((loss, step) => [at(data.x, step / data.parts), Math.max(-400, at(data.y, loss))]);
    set(".chosen", { points: points(path) });
    const [x, y] = path.at(-1);
    set(".last-loss", { cx: x, cy: y, visibility: y < data.y[1][1] ? "hidden" : "visible" });
    shown(slider, data.rates[chosen]);
    const numbers = { loss: fixed(losses.at(-1), 3), accuracy: data.accuracies[chosen], verdict: data.verdicts[chosen] };
    read(numbers);
    slider.setAttribute(
      "aria-valuetext",
      `learning rate ${data.rates[chosen]}: loss ${numbers.loss}, accuracy ${numbers.accuracy}; ${numbers.verdict}`,
    );
  };

  // Up and down belongs to the page; from left to right the curves follow one another.
  const [left, right] = data.x[1];
  drag(part("svg"), (x) => explorables.slide(slider, ((x - left) / (right - left)) * (data.rates.length - 1)));
  onInput(redraw);
});
