// The loop turned by hand: one mini-batch from station to station, round after round. All numbers
// come from the page, in thousandths, as the engine computed them; nothing is computed here.
"use strict";

explorables.wake("loop", ({ figure, data, part, parts, set, say, button, onPress }) => {
  const { at, fixed, points, still } = explorables;
  const radios = parts('[name$="-station"]');
  const rates = parts('[name$="-rate"]');
  // Each round is written as its difference from the one before it.
  for (const packed of data.rounds) {
    for (let turn = 1; turn < packed.length; turn += 1) packed[turn] = packed[turn].map((part, i) => part + packed[turn - 1][i]);
  }
  const last = data.rounds[0].length - 1; // the state after the last step
  const shown = (thousandths) => fixed(thousandths / 1000, 3);
  let round = 0;
  let playing = null;

  const station = () => radios.findIndex((radio) => radio.checked);
  const rounds = () => data.rounds[Math.max(0, rates.findIndex((radio) => radio.checked))];

  // One packed round: four weights, logits, probabilities, losses and gradients, and the mean.
  const opened = (packed) => {
    const [weights, logits, probabilities, losses, gradients] = [0, 4, 8, 12, 16].map((i) => packed.slice(i, i + 4));
    const errors = probabilities.map((p, i) => p - 1000 * data.labels[i]);
    return { weights, logits, probabilities, losses, gradients, errors, mean: packed[20] };
  };

  const redraw = () => {
    const now = opened(rounds()[round]);
    const then = opened(rounds()[round + 1]);
    for (const [name, values] of Object.entries({ ...now, new: then.weights })) {
      parts(`[data-of="${name}"]`).forEach((cell, i) => { cell.textContent = shown(values[i]); });
    }
    for (const output of parts(".mean")) output.value = shown(now.mean);
    for (const output of parts(".next")) output.value = shown(then.mean);
    const reached = round + (station() === radios.length - 1 ? 1 : 0);
    const path = rounds().slice(0, reached + 1).map((packed, turn) => [at(data.x, turn), at(data.y, packed[20] / 1000)]);
    set(".fallen", { points: points(path) });
    set(".now", { cx: path[reached][0], cy: path[reached][1] });
    part(".turn").textContent = `round ${round + 1} of ${last}`;
    button("back").disabled = round === 0 && station() === 0;
    button("step").disabled = reached === last;
  };

  // The rows, logits, gradients slide along the arrows that lead to a station.
  const carry = () => {
    if (still.matches) return;
    const glyph = parts(".loop-map .batch").find((drawn) => drawn.getClientRects().length);
    if (!glyph) return;
    const box = glyph.getBBox();
    const arrows = glyph.parentNode.querySelectorAll("path[marker-end]");
    const way = (data.ways[radios[station()].value] || []).at(-1);
    if (way === undefined) return;
    const began = performance.now();
    const move = (time) => {
      const share = Math.min(1, Math.max(0, (time - began) / 250));
      const to = arrows[way].getPointAtLength(share * arrows[way].getTotalLength());
      set(glyph, { transform: `translate(${to.x - box.x - box.width / 2} ${to.y - box.y - box.height / 2})` });
      if (share < 1) requestAnimationFrame(move);
    };
    requestAnimationFrame(move);
  };

  const goTo = (index, turn = round) => {
    radios[index].checked = true;
    round = turn;
    redraw();
    carry();
  };
  const speak = () => say(`Round ${round + 1}, ${radios[station()].value}. ${part(`.of-${radios[station()].value}`).textContent}`);
  const forth = () => {
    if (station() < radios.length - 1) goTo(station() + 1);
    else if (round + 1 < last) goTo(1, round + 1); // the next mini-batch begins at the loader
  };

  const stop = () => {
    clearTimeout(playing);
    playing = null;
    button("play").textContent = "Play";
  };
  // The first round goes from station to station, the others each at once.
  const play = () => {
    if (round === 0 && station() < radios.length - 1) {
      forth();
      playing = setTimeout(play, 1100);
    } else if (round + 1 < last) {
      goTo(radios.length - 1, round + 1);
      playing = setTimeout(play, 250);
    } else {
      stop();
      speak();
    }
  };

  const byHand = (deed) => () => {
    stop();
    deed();
    speak();
  };
  onPress({
    step: byHand(forth),
    back: byHand(() => {
      if (station() > (round ? 1 : 0)) goTo(station() - 1);
      else if (round) goTo(radios.length - 1, round - 1);
    }),
    restart: byHand(() => goTo(0, 0)),
    play: () => {
      if (playing) {
        stop();
        return;
      }
      if (button("step").disabled) goTo(0, 0);
      button("play").textContent = "Pause";
      play();
    },
  });
  part(".stations").addEventListener("change", byHand(() => goTo(station())));
  for (const radio of rates) radio.addEventListener("change", byHand(redraw));
  goTo(station(), 0);
});
