// Row times column: the style sheet lights the row and the column; this follows the pointer, and
// says in words what is lit.
"use strict";

explorables.wake("row-times-column", ({ part, parts, say }) => {
  const written = (radio) => part(`.of-${radio.value}`).textContent;
  for (const radio of parts("[type=radio]")) {
    radio.addEventListener("change", () => say(written(radio)));
    radio.closest("td").addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") radio.checked = true;
    });
  }
});
