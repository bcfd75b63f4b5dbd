/* How far the reader has come: counts what this browser has kept, and forgets it when asked. */
(() => {
  "use strict";

  const kept = (key) => { try { return localStorage.getItem(key) !== null; } catch { return false; } };
  const keys = () => { try { return Object.keys(localStorage).filter((key) => /^(sixpieces |predict:)/.test(key)); } catch { return []; } };
  const words = (text) => text.split(" ").filter(Boolean);
  const clear = document.querySelector(".progress-clear");
  const sum = document.querySelector(".progress-sum");

  const count = () => {
    const total = { read: 0, guessed: 0, guesses: 0, solved: 0, exercises: 0 };
    const rows = [...document.querySelectorAll("table.progress tbody tr")];
    for (const row of rows) {
      const path = row.querySelector("a").pathname;
      const guesses = words(row.dataset.guesses);
      const exercises = words(row.dataset.exercises);
      const guessed = guesses.filter((name) => kept(`predict:${path}#${name}`)).length;
      const solved = exercises.filter((name) => kept(`sixpieces ${path} ${name} solved`)).length;
      const read = kept(`sixpieces ${path} read`);
      row.querySelector(".read").textContent = read ? "✓" : "";
      row.querySelector(".guessed").textContent = guesses.length ? `${guessed} of ${guesses.length}` : "";
      row.querySelector(".solved").textContent = exercises.length ? `${solved} of ${exercises.length}` : "";
      total.read += read;
      total.guessed += guessed;
      total.guesses += guesses.length;
      total.solved += solved;
      total.exercises += exercises.length;
    }
    sum.textContent = `Read: ${total.read} of ${rows.length} pages. Guessed: ${total.guessed} of ${total.guesses}. ` +
      `Solved: ${total.solved} of ${total.exercises} exercises.`;
    clear.hidden = keys().length === 0;
  };

  let sure = false;
  clear.addEventListener("click", () => {
    if (!sure) {
      sure = true;
      clear.textContent = "Press again to forget all guesses, answers and drafts";
      return;
    }
    for (const key of keys()) localStorage.removeItem(key);
    sure = false;
    clear.textContent = "Forget all of it";
    count();
    dispatchEvent(new Event("sixpieces-kept")); // the menu's marks (site.js)
    sum.append(" All is forgotten.");
  });
  clear.addEventListener("blur", () => {
    sure = false;
    clear.textContent = "Forget all of it";
  });
  addEventListener("pageshow", count);
  count();
})();
