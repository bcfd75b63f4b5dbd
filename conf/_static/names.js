/* A field that filters the lists of names of this page: lists with a hit open, the others fold. */
(() => {
  "use strict";

  const box = document.querySelector(".name-filter");
  const field = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const lists = [...document.querySelectorAll("article details.sd-dropdown")].map((list) => ({
    list,
    names: [...list.querySelectorAll("tbody tr, ul.names > li")].map((row) => ({
      row, name: row.querySelector("code").textContent.toLowerCase(),
    })),
  }));

  const filter = () => {
    const asked = field.value.trim().toLowerCase();
    let sum = 0;
    for (const { list, names } of lists) {
      let hits = 0;
      for (const { row, name } of names) {
        row.hidden = !name.includes(asked);
        hits += !row.hidden;
      }
      list.hidden = !hits;
      list.open = asked !== "" && hits > 0;
      sum += hits;
    }
    status.textContent = asked ? `${sum} name${sum === 1 ? "" : "s"}` : "";
  };
  field.addEventListener("input", filter);
  box.hidden = false;
  if (field.value) filter(); // after a step back the browser fills it again
})();
