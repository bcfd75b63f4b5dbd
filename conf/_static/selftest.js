// The self-test: compare what a reader types with what the exercise bank computed, and name the
// pages to read. Nothing is kept and nothing is sent.
"use strict";

(() => {
  // -- An answer as numbers: 7, -0.25, 3/4, 3 ln 2, (0.8, 0.6) ------------------------------------
  const TOKEN = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|\*\*|[a-z]+|\S/gi;

  const parse = (text, expected) => {
    // A comma between digits is a decimal point where one number is asked for.
    const pointed = expected === 1 ? text.replace(/^(\s*[-−]?\d+),(\d+\s*)$/, "$1.$2") : text;
    const tokens = pointed.replaceAll("−", "-").match(TOKEN) ?? [];
    let next = 0;
    const take = (...wanted) => wanted.includes(tokens[next]) && tokens[next++];
    const wrong = () => { throw new SyntaxError(text); };

    const atom = () => {
      const token = tokens[next++];
      if (token === "(") {
        const value = sum();
        return take(")") ? value : wrong();
      }
      if (/^[\d.]/.test(token)) return Number(token);
      if (token === "e") return Math.E;
      if (token === "ln") return Math.log(power());
      if (token === "exp") return Math.exp(power());
      return wrong();
    };
    const power = () => {
      const base = atom();
      return take("^", "**") ? base ** signed() : base;
    };
    const signed = () => (take("-") ? -signed() : power());
    const product = () => {
      let value = signed();
      for (;;) {
        if (take("*", "·")) value *= signed();
        else if (take("/")) value /= signed();
        else if (/^(ln|exp|e|\()$/.test(tokens[next] ?? "")) value *= power();
        else return value;
      }
    };
    const sum = () => {
      let value = product();
      for (;;) {
        if (take("+")) value += product();
        else if (take("-")) value -= product();
        else return value;
      }
    };
    const list = (end) => {
      const values = [sum()];
      while (take(",", ";") && next < tokens.length && tokens[next] !== end) values.push(sum());
      return values;
    };

    // Brackets around everything hold several numbers: (3, 3), and (3,).
    const bracketed = tokens[0] === "(" && tokens.some((token) => token === "," || token === ";");
    if (bracketed) next = 1;
    const values = list(bracketed ? ")" : undefined);
    if (bracketed && !take(")")) wrong();
    return next === tokens.length && values.every(Number.isFinite) ? values : wrong();
  };

  // -- The verdict, in the order of sixpieces.practice -------------------------------------------
  const near = (right, given, tolerance) =>
    right.length === given.length
    && right.every((value, n) => Math.abs(value - given[n]) <= tolerance * Math.abs(value));

  const verdict = (key, text) => {
    let given;
    try {
      given = parse(text, key.right.length);
    } catch {
      return [false, "Write a number, such as 0.75, 3/4 or 3 ln 2; several in brackets: (1, 2)."];
    }
    const exact = key.whole ? 0 : key.tolerance;
    if (near(key.right, given, exact)) {
      return [true, key.says.startsWith("Right") ? key.says : `Right: ${key.says}`];
    }
    const known = key.mistakes.find(([values]) =>
      near(values, given, values.every(Number.isInteger) ? 0 : key.tolerance));
    if (known) return [false, `Not yet: ${known[1]}`];
    if (given.length !== key.right.length) {
      return [false, `Not yet: the answer has ${key.right.length === 1 ? "one number" : `${key.right.length} numbers`}.`];
    }
    if (near(key.right, given.map((value) => -value), exact)) return [false, "Not yet: mind the sign."];
    if (!key.whole && near(key.right, given, 0.02)) return [false, "Not yet: close; give more digits."];
    return [false, "Not yet: look again, or open the hint."];
  };

  // -- The page ----------------------------------------------------------------------------------
  const right = new Set();
  const cards = [...document.querySelectorAll("section.question")];

  const tell = () => {
    const list = document.querySelector(".reading-list");
    const items = [...list.querySelectorAll("li.to-read")];
    for (const item of items) {
      const numbers = item.dataset.questions.split(" ");
      item.classList.toggle("known", numbers.every((number) => right.has(number)));
    }
    const known = items.filter((item) => item.classList.contains("known")).length;
    const summary = list.querySelector("[role=status]");
    summary.hidden = false;
    summary.textContent = `${right.size} of ${cards.length} right: `
      + (known === items.length ? "you may skip all of these pages." : `read the ${items.length - known} of ${items.length} pages without a tick.`);
  };

  for (const card of cards) {
    const form = card.querySelector("form");
    const field = form.querySelector("input");
    const output = form.querySelector("output");
    const key = JSON.parse(card.dataset.key);
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [solved, says] = field.value.trim() ? verdict(key, field.value) : [false, "Type an answer first."];
      output.textContent = says;
      card.classList.toggle("solved", solved);
      if (solved) right.add(card.dataset.number);
      else right.delete(card.dataset.number);
      tell();
    });
  }
  tell();
})();
