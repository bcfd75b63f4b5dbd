// The kit of the explorable figures: what their scripts share. conf/explorable/kit.py draws with
// the same names.
"use strict";

const explorables = (() => {
  // Numbers as the build writes them: halves away from 0, a true minus sign, which a 0 has not.
  const fixed = (value, digits) =>
    (Number.isFinite(value) ? value.toFixed(digits) : `${value < 0 ? "-" : ""}∞`)
      .replace(/^-(?=[0.]*$)/, "").replace("-", "−");
  const short = (value) => {
    if (value === 0) return "0";
    const far = Math.abs(value) < 1e-3 || Math.abs(value) >= 1e4;
    return (far ? value.toExponential(1) : value.toFixed(4)).replaceAll("-", "−");
  };

  // Where a value stands on an axis, and which value stands at a place.
  const at = ([[low, high], [start, end]], value) => start + ((value - low) / (high - low)) * (end - start);
  const from = ([values, places], place) => at([places, values], place);
  const points = (places) => places.map((place) => place.map((part) => +part.toFixed(2)).join()).join(" ");

  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // Move a slider as a hand does: within its ends, in its steps, and so that all hear of it.
  const slide = (slider, value) => {
    const before = slider.value;
    slider.value = value;
    if (slider.value !== before) slider.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // Follow pointer or finger over a drawing; moving up and down still scrolls the page.
  const drag = (svg, move) => {
    const follow = (event) => {
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      move(x, y);
    };
    svg.classList.add("draggable");
    svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      svg.setPointerCapture(event.pointerId);
      follow(event);
    });
    svg.addEventListener("pointermove", (event) => {
      if (svg.hasPointerCapture(event.pointerId)) follow(event);
    });
  };

  // Give a figure to its script, with hands for its parts.
  const hands = (figure) => {
    const part = (selector) => figure.querySelector(selector);
    const parts = (selector) => [...figure.querySelectorAll(selector)];
    return {
      figure,
      part,
      parts,
      data: JSON.parse(figure.dataset.scales),
      set: (selector, attributes) => {
        const found = typeof selector === "string" ? part(selector) : selector;
        for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value);
      },
      read: (numbers) => {
        for (const [kind, words] of Object.entries(numbers)) part(`.reading.${kind} output`).value = words;
      },
      chosen: (name) => part(`[name$="-${name}"]:checked`).value,
      shown: (slider, words) => {
        slider.closest(".explorable-slider").querySelector("output").value = words;
      },
      say: (words) => { part(".explorable-spoken").textContent = words; },
      button: (name) => part(`[data-do="${name}"]`),
      onPress: (deeds) => {
        for (const [name, deed] of Object.entries(deeds)) part(`[data-do="${name}"]`).addEventListener("click", deed);
      },
      onInput: (redraw) => {
        part(".explorable-stage").addEventListener("input", redraw);
        redraw();
      },
    };
  };
  const wake = (name, start) => {
    for (const figure of document.querySelectorAll(`[data-explorable="${name}"]`)) {
      start(hands(figure));
      figure.classList.add("explorable-ready");
    }
  };
  return { at, drag, fixed, from, points, short, slide, still, wake };
})();
