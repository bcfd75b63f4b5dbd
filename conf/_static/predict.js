/* A guess before the answer: choosing opens it, says how near one was, and is kept in this browser. */
(() => {
  "use strict";

  const page = document.documentElement.dataset.page ?? location.pathname;
  const kept = {
    get: (name) => { try { return localStorage.getItem(`predict:${page}#${name}`); } catch { return null; } },
    set: (name, text) => { try { localStorage.setItem(`predict:${page}#${name}`, text); } catch { /* private mode */ } },
  };

  for (const box of document.querySelectorAll("section.predict")) {
    const name = box.dataset.predict;
    const said = box.querySelector(".predict-said");
    const answer = box.querySelector("details");
    const words = [...box.querySelectorAll(".predict-words > li")];
    const buttons = [...box.querySelectorAll(".predict-choices > button[aria-pressed]")];
    const form = box.querySelector("form.predict-choices");

    const choose = (place) => {
      const button = buttons[place];
      if (!button) return;
      const right = buttons.find((each) => "right" in each.dataset);
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      box.classList.add("predicted");
      const word = words.find((each) => each.textContent.startsWith(button.textContent));
      const more = word ? word.textContent.slice(button.textContent.length).replace(/^: /, " ") : "";
      said.textContent = button === right
        ? `You said ${button.textContent}, and so it is.${more}`
        : `You said ${button.textContent}; it is ${right.textContent}.${more}`;
      answer.open = true;
      kept.set(name, String(place));
    };
    buttons.forEach((button, place) => button.addEventListener("click", () => choose(place)));

    const commit = (text) => {
      const guess = Number(text.replace(",", ".").replace("−", "-").replace("%", ""));
      if (text.trim() === "" || Number.isNaN(guess)) {
        said.textContent = "Write a number, such as 0.5.";
        return;
      }
      const right = Number(form.dataset.right);
      const near = Math.abs(guess - right) <= Number(form.dataset.within) + 1e-12;
      said.textContent = near
        ? `You said ${text.trim()}; it is ${form.dataset.right}. Well guessed.`
        : `You said ${text.trim()}; it is ${form.dataset.right}.`;
      box.classList.add("predicted");
      answer.open = true;
      kept.set(name, text.trim());
    };
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      commit(form.elements[0].value);
    });

    const before = kept.get(name);
    if (before === null) continue;
    if (form) {
      form.elements[0].value = before;
      commit(before);
    } else {
      choose(Number(before));
    }
  }
})();
