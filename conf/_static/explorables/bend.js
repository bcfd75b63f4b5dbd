// A decision line that bends: the logit of a small network, asked all over a plane.
"use strict";

explorables.wake("bend", ({ data, part, set, read, shown, chosen, onInput }) => {
  const { at } = explorables;
  const slider = part("[name=step]");
  const steps = Array.from({ length: data.cells + 1 }, (_, n) => data.reach * ((2 * n) / data.cells - 1));

  const logit = (parameters, hidden, u, v) => {
    if (!hidden) return parameters[0] * u + parameters[1] * v + parameters[2];
    let total = parameters[4 * hidden];
    for (let unit = 0; unit < hidden; unit += 1) {
      const sum = parameters[2 * unit] * u + parameters[2 * unit + 1] * v + parameters[2 * hidden + unit];
      total += parameters[3 * hidden + unit] * Math.max(0, sum);
    }
    return total;
  };

  // Where the logit changes its sign along the sides of a cell, a piece of the line goes through.
  const border = (parameters, hidden) => {
    const found = steps.map((u) => steps.map((v) => logit(parameters, hidden, u, v)));
    const pieces = [];
    for (let i = 0; i < data.cells; i += 1) {
      for (let j = 0; j < data.cells; j += 1) {
        const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
        const crossed = [];
        corners.forEach(([a, b], side) => {
          const [c, d] = corners[(side + 1) % 4];
          const [one, two] = [found[a][b], found[c][d]];
          if (one > 0 === two > 0) return;
          const share = one / (one - two);
          const [u, v] = [steps[a] + share * (steps[c] - steps[a]), steps[b] + share * (steps[d] - steps[b])];
          crossed.push(`${at(data.x, u).toFixed(1)} ${at(data.y, v).toFixed(1)}`);
        });
        for (let n = 0; n + 1 < crossed.length; n += 2) pieces.push(`M${crossed[n]}L${crossed[n + 1]}`);
      }
    }
    return pieces.join("");
  };

  const redraw = () => {
    const hidden = Number(chosen("hidden"));
    const stop = Number(slider.value);
    const [parameters, loss, right] = data.trained[hidden][stop];
    set(".border", { d: border(parameters, hidden) });
    shown(slider, data.stops[stop]);
    read({ loss, right: `${right} of ${data.points}` });
    slider.setAttribute("aria-valuetext", `${data.stops[stop]} steps, ${hidden} hidden units: mean loss ${loss}, ${right} of ${data.points} right`);
  };
  onInput(redraw);
});
