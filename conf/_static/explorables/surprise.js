// The price of a surprise: a dot on a curve. The price is the logarithm of the probability, less 0.
"use strict";

explorables.wake("surprise", ({ data, part, set, read, shown, say, onPress, onInput }) => {
  const { at, drag, fixed, from, slide } = explorables;
  const slider = part("[name=p]");
  const priceOf = (probability) => -Math.log(Math.fround(probability));
  let exact = null; // where a button sent the dot, between two steps of the slider

  const redraw = () => {
    const p = exact ?? Number(slider.value);
    const [price, half] = [priceOf(p), priceOf(p / 2)];
    const [x, y] = [at(data.x, p), at(data.y, price)];
    set(".on-price", { cx: x, cy: y });
    set(".fall", { x1: x, x2: x, y2: y });
    set(".across", { x2: x, y1: y, y2: y });
    shown(slider, fixed(p, exact === null ? 2 : 3));
    read({ price: fixed(price, 3), half: fixed(half, 3), more: fixed(half - price, 3) });
    slider.setAttribute("aria-valuetext", `${fixed(p, 2)} given to what happened: price ${fixed(price, 3)}`);
  };

  for (const [name, probability] of Object.entries(data.places)) {
    onPress({
      [name]: () => {
        slider.value = probability;
        exact = probability;
        redraw();
        say(`Gave ${fixed(exact, 3)} to what happened: price ${fixed(priceOf(exact), 3)}.`);
      },
    });
  }
  slider.addEventListener("input", () => { exact = null; });
  drag(part("svg"), (x) => slide(slider, from(data.x, x)));
  onInput(redraw);
});
