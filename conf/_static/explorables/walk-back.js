// The walk back: each press shows one more value on the way forth, then one more slope back.
"use strict";

explorables.wake("walk-back", ({ figure, data, part, parts, say, chosen, button, onPress }) => {
  const last = data.forth.length + data.back.length;
  let step = 0;

  const show = (selector, seen, now) => {
    for (const drawn of parts(selector)) {
      drawn.classList.toggle("unseen", !seen);
      drawn.classList.toggle("newest", now);
    }
  };
  const redraw = () => {
    const person = Number(chosen("person"));
    const { x, y, values, slopes } = data.people[person];
    for (const [name, value] of Object.entries(values)) part(`.value-${name}`).textContent = value;
    for (const [name, slope] of Object.entries(slopes)) part(`.slope-${name}`).textContent = slope;
    part(".given-x").textContent = `x = ${x}`;
    part(".given-y").textContent = `y = ${y}`;
    data.forth.forEach((name, place) => {
      show(`.value-${name}, .forth.to-${name}`, step > place, step === place + 1);
    });
    data.back.forEach((name, place) => {
      const turn = data.forth.length + place;
      show(`.slope-${name}, .back.at-${name}`, step > turn, step === turn + 1);
    });
    button("back").disabled = step === 0;
    button("step").disabled = step === last;
    const told = data.told[person][step];
    part(".explorable-said").textContent = told;
    return told;
  };
  const go = (change) => () => {
    step = Math.max(0, Math.min(last, change(step)));
    say(redraw());
  };
  onPress({ step: go((now) => now + 1), back: go((now) => now - 1), restart: go(() => 0) });
  for (const radio of figure.querySelectorAll("[type=radio]")) radio.addEventListener("change", go((now) => now));
  redraw();
});
