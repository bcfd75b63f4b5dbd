// The switchboard of mistakes: what the engine measured for each setting of six switches.
"use strict";

explorables.wake("switchboard", ({ data, part, parts, set, read, chosen, onInput }) => {
  const { at, points } = explorables;
  const switches = Object.entries(data.switches);
  const reference = switches.map(([, positions]) => positions[0]);

  // The runs stand in the order of the switches, the last of which only scores.
  const runOf = (setting) => {
    const place = switches.slice(0, -1).reduce(
      (sum, [, positions], k) => sum * positions.length + positions.indexOf(setting[k]), 0);
    const [printed, curve, scores, verdicts] = data.runs[place];
    const scoring = switches.at(-1)[1].indexOf(setting.at(-1));
    return { printed, curve, accuracy: scores[scoring], verdict: data.verdicts[verdicts[scoring]] };
  };
  const position = (setting, name) => setting[switches.findIndex(([known]) => known === name)];
  const lineOf = ([names, texts], setting) => texts[names.map((name) => position(setting, name)).join(" ")] ?? "";
  const item = (...children) => {
    const made = document.createElement("li");
    made.append(...children);
    return made;
  };

  const redraw = (event) => {
    if (event?.target.closest(".asking")) return;
    const setting = switches.map(([name]) => chosen(name));
    const run = runOf(setting);
    const path = run.curve.map((value, epoch) => [at(data.x, epoch), at(data.y, value)]);
    set(".chosen", { points: points(path) });
    read({ loss: run.printed, accuracy: run.accuracy, verdict: run.verdict });
    parts(".program code").forEach((code, k) => {
      const line = lineOf(data.lines[k], setting);
      code.textContent = line;
      code.hidden = line === "";
      code.classList.toggle("changed", line !== lineOf(data.lines[k], reference));
    });
    const causes = data.causes.filter(([where]) =>
      Object.entries(where).every(([name, positions]) => positions.includes(position(setting, name))));
    part(".causes").replaceChildren(...causes.map(([, words, anchor]) => {
      const link = document.createElement("a");
      link.href = `${data.diagnose}#${anchor}`;
      link.textContent = "The symptom";
      return item(`${words} `, link);
    }));
  };

  // What did your program print? The settings nearest to the program that works come first.
  const number = (text) => Number(text.trim().replace("−", "-").replaceAll(",", ""));
  const alike = (asked, found, near) => {
    if (asked.trim() === "") return true;
    if (/nan/i.test(asked) || found === "nan") return /nan/i.test(asked) && found === "nan";
    return Math.abs(number(asked) - number(found)) <= near(number(asked));
  };
  const every = switches.reduce(
    (settings, [, positions]) => settings.flatMap((one) => positions.map((next) => [...one, next])), [[]]);
  const distance = (setting) => setting.filter((where, k) => where !== reference[k]).length;
  every.sort((one, other) => distance(one) - distance(other));
  const form = part(".asking");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    const printed = form.elements.printed.value;
    const accuracy = form.elements.accuracy.value;
    const found = `${printed}${accuracy}`.trim() === "" ? [] : every.filter((setting) => {
      const run = runOf(setting);
      return alike(printed, run.printed, (value) => Math.abs(value) / 20 + 0.05) && alike(accuracy, run.accuracy, () => 0.006);
    });
    const items = found.slice(0, 5).map((setting) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = setting.flatMap((where, k) =>
        where === reference[k] ? [] : [data.named[switches[k][0]][where]]).join(" · ") || "the program that works";
      button.addEventListener("click", () => {
        switches.forEach(([name], k) => {
          part(`[name$="-${name}"][value="${setting[k]}"]`).checked = true;
        });
        redraw();
      });
      return item(button);
    });
    if (!items.length && `${printed}${accuracy}`.trim() !== "") items.push(item("No combination that was run prints this."));
    part(".answers").replaceChildren(...items);
  });
  onInput(redraw);
});
