// The product that underflows in float32, beside the sum of logs that does not.
"use strict";

for (const figure of document.querySelectorAll('[data-explorable="underflow"]')) {
  const scales = JSON.parse(figure.dataset.scales);
  const part = (selector) => figure.querySelector(selector);
  const place = (axis, value) => {
    const [[low, high], [start, end]] = scales[axis];
    return start + ((value - low) / (high - low)) * (end - start);
  };
  const round = Math.fround; // the nearest float32
  const fixed = (value) => (Number.isFinite(value) ? value.toFixed(2) : "∞").replace("-", "−").replace("∞", "−∞");
  const short = (value) => {
    if (value === 0) return "0";
    return (value < 1e-3 ? value.toExponential(1) : value.toFixed(4)).replace("-", "−");
  };

  const running = (probability) => {
    const [p, logOfP] = [round(probability), round(Math.log(round(probability)))];
    const found = [[1, 0]];
    for (let n = 0; n < scales.most; n += 1) {
      const [product, sum] = found.at(-1);
      found.push([round(product * p), round(sum + logOfP)]);
    }
    return found;
  };
  const heightOf = (product) => (product > 0 ? place("product", Math.log10(product)) : scales.zero);
  const drawn = (points) => points.map((point) => point.join()).join(" ");

  const [rowsSlider, pSlider] = [part("[name=rows]"), part("[name=p]")];

  const redraw = () => {
    const rows = Number(rowsSlider.value);
    const probability = Number(pSlider.value);
    const found = running(probability);
    const [product, sum] = found[rows];
    const x = place("x", rows);

    part(".paper").setAttribute("points", drawn([0, scales.most].map((n) => [place("x", n), place("product", n * Math.log10(probability))])));
    part(".product").setAttribute("points", drawn(found.map(([value], n) => [place("x", n), heightOf(value)])));
    part(".sum").setAttribute("points", drawn([0, scales.most].map((n) => [place("x", n), place("sum", found[n][1])])));
    const dots = { ".on-product": heightOf(product), ".on-sum": place("sum", sum) };
    for (const [dot, y] of Object.entries(dots)) {
      part(dot).setAttribute("cx", x);
      part(dot).setAttribute("cy", y);
    }
    for (const end of ["x1", "x2"]) part(".guide").setAttribute(end, x);
    figure.classList.toggle("dead", product === 0);

    const [ofRows, ofP] = figure.querySelectorAll(".explorable-slider output");
    ofRows.value = rows;
    ofP.value = probability.toFixed(1);
    const readings = { product: short(product), log: fixed(Math.log(product)), sum: fixed(sum) };
    for (const [name, value] of Object.entries(readings)) part(`.reading.${name} output`).value = value;
    const said = `product ${readings.product}, its ln ${readings.log}, sum of the logs ${readings.sum}`;
    rowsSlider.setAttribute("aria-valuetext", `${rows} rows: ${said}`);
    pSlider.setAttribute("aria-valuetext", `${probability.toFixed(1)} each: ${said}`);
  };

  part(".explorable-controls").addEventListener("input", redraw);
  redraw();
  figure.classList.add("explorable-ready");
}
