// Tune it by hand: four numbers on sliders, four people on the sigmoid, and the trainer's own step.
"use strict";

explorables.wake("tune", ({ data, part, set, read, shown, say, onPress, onInput }) => {
  const { at, fixed } = explorables;
  const round = Math.fround;
  // Which of the four numbers count for which person: the weight of a question for who said yes,
  // the bias for all.
  const counts = data.rows.map((row) => [...row, 1]);
  const sliders = [0, 1, 2, 3].map((place) => part(`[name=w${place}]`));
  let weights = [...data.start];
  let steps = 0;

  const answer = () => {
    const logits = counts.map((row) => round(row.reduce((sum, x, i) => round(sum + x * weights[i]), 0)));
    const probabilities = logits.map((z) => 1 / (1 + Math.exp(-z)));
    const losses = logits.map((z, i) => {
      const side = data.labels[i] ? -z : z; // how far on the wrong side
      return Math.max(side, 0) + Math.log1p(Math.exp(-Math.abs(side)));
    });
    const errors = probabilities.map((p, i) => p - data.labels[i]);
    const gradients = weights.map((_, i) => errors.reduce((sum, error, row) => sum + error * counts[row][i], 0) / 4);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / 4;
    const right = logits.filter((z, i) => (z > 0) === (data.labels[i] === 1)).length;
    return { logits, probabilities, losses, gradients, mean, right };
  };

  const near = (value) => Math.max(data.x[0][0], Math.min(data.x[0][1], value));
  const bar = (kind, loss) => {
    const [[, most], [start, end]] = data.bar;
    const length = Math.min(at(data.bar, loss), end) - start;
    set(`.bar-${kind}`, { width: length });
    set(`.price-${kind}`, { x: start + 4 + Math.min(length, at(data.bar, most - 0.6) - start) });
    part(`.price-${kind}`).textContent = fixed(loss, 3);
  };

  const redraw = () => {
    const found = answer();
    found.logits.forEach((z, i) => {
      const [x, y] = [at(data.x, near(z)), at(data.y, found.probabilities[i])];
      set(`.person-${i}`, { cx: x, cy: y });
      set(`.label-${i}`, { cx: x });
      const side = Math.abs(z) > 5 ? -Math.sign(z) : data.sides[i]; // away from the frame
      set(`.name-${i}`, { x: x + 9 * side, y: y + 4, "text-anchor": side > 0 ? "start" : "end" });
      if (data.lesson !== "model") {
        set(`.error-${i}`, { x1: x, x2: x, y2: y });
        bar(`of-${i}`, found.losses[i]);
      }
    });
    const numbers = { right: `${found.right} of 4` };
    if (data.lesson !== "model") {
      bar("mean", found.mean);
      numbers.mean = fixed(found.mean, 3);
    }
    if (data.lesson === "trainer") numbers.gradients = found.gradients.map((g) => fixed(g, 3)).join(", ");
    read(numbers);
    const said = numbers.mean ? `mean loss ${numbers.mean}, ${numbers.right} right` : `${numbers.right} right`;
    sliders.forEach((slider, i) => {
      shown(slider, fixed(weights[i], 2));
      slider.setAttribute("aria-valuetext", `${fixed(weights[i], 2)}: ${said}`);
    });
    return said;
  };

  const put = (values) => {
    weights = values.map(round);
    sliders.forEach((slider, i) => { slider.value = weights[i]; });
    return redraw();
  };
  sliders.forEach((slider, i) => slider.addEventListener("input", () => { weights[i] = Number(slider.value); }));
  onPress({ restart: () => { steps = 0; say(`Start: ${put(data.start)}.`); } });
  if (data.lesson === "trainer") {
    onPress({
      step: () => {
        const { gradients } = answer();
        steps += 1;
        say(`Step ${steps}: ${put(weights.map((w, i) => w - data.rate * gradients[i]))}.`);
      },
    });
  }
  onInput(redraw);
});
