// The logit: probability, loss and gradient of one row move together.
"use strict";

explorables.wake("logit", ({ figure, data, part, set, read, shown, chosen, onInput }) => {
  const { at, drag, fixed, from, slide } = explorables;
  const slider = part("[name=logit]");

  const redraw = () => {
    const z = Number(slider.value);
    const y = Number(chosen("label"));
    const probability = 1 / (1 + Math.exp(-z));
    const side = y === 1 ? -z : z; // how far the logit is on the wrong side
    const loss = Math.max(side, 0) + Math.log1p(Math.exp(-Math.abs(side)));
    const gradient = probability - y;

    const x = at(data.x, z);
    const [goal, said] = [at(data.probability, y), at(data.probability, probability)];
    const across = 1.5;
    figure.dataset.label = y;
    set(".guide", { x1: x, x2: x });
    set(".on-loss", { cx: x, cy: at(data.loss, loss) });
    set(".tangent", {
      x1: at(data.x, z - across), y1: at(data.loss, loss - across * gradient),
      x2: at(data.x, z + across), y2: at(data.loss, loss + across * gradient),
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

    shown(slider, fixed(z, 2));
    const numbers = { probability: fixed(probability, 4), loss: fixed(loss, 4), gradient: fixed(gradient, 4) };
    read(numbers);
    slider.setAttribute(
      "aria-valuetext",
      `logit ${fixed(z, 2)}, label ${y}: probability ${numbers.probability}, loss ${numbers.loss}, gradient ${numbers.gradient}`,
    );
  };

  drag(part("svg"), (x) => slide(slider, from(data.x, x)));
  onInput(redraw);
});
