// The product that underflows in float32, beside the sum of logs that does not.
"use strict";

explorables.wake("underflow", ({ figure, data, part, set, read, shown, onInput }) => {
  const { at, drag, fixed, from, points, short, slide } = explorables;
  const round = Math.fround; // the nearest float32
  const [rowsSlider, pSlider] = [part("[name=rows]"), part("[name=p]")];

  const running = (probability) => {
    const [p, logOfP] = [round(probability), round(Math.log(round(probability)))];
    const found = [[1, 0]];
    for (let n = 0; n < data.most; n += 1) {
      const [product, sum] = found.at(-1);
      found.push([round(product * p), round(sum + logOfP)]);
    }
    return found;
  };
  const heightOf = (product) => (product > 0 ? at(data.product, Math.log10(product)) : data.zero);

  const redraw = () => {
    const rows = Number(rowsSlider.value);
    const probability = Number(pSlider.value);
    const found = running(probability);
    const [product, sum] = found[rows];
    const x = at(data.x, rows);
    const ends = [1, data.most];

    set(".paper", { points: points(ends.map((n) => [at(data.x, n), at(data.product, n * Math.log10(probability))])) });
    set(".product", { points: points(found.slice(1).map(([value], n) => [at(data.x, n + 1), heightOf(value)])) });
    set(".sum", { points: points(ends.map((n) => [at(data.x, n), at(data.sum, found[n][1])])) });
    set(".on-product", { cx: x, cy: heightOf(product) });
    set(".on-sum", { cx: x, cy: at(data.sum, sum) });
    set(".guide", { x1: x, x2: x });
    figure.classList.toggle("dead", product === 0);

    shown(rowsSlider, rows);
    shown(pSlider, probability.toFixed(1));
    const numbers = { product: short(product), log: fixed(Math.log(product), 2), sum: fixed(sum, 2) };
    read(numbers);
    const said = `product ${numbers.product}, its ln ${numbers.log}, sum of the logs ${numbers.sum}`;
    rowsSlider.setAttribute("aria-valuetext", `${rows} rows: ${said}`);
    pSlider.setAttribute("aria-valuetext", `${probability.toFixed(1)} each: ${said}`);
  };

  drag(part("svg"), (x) => slide(rowsSlider, from(data.x, x)));
  onInput(redraw);
});
