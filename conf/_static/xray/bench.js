// Runs a program in the reader's own Python while the X-ray watches it, and shows what was seen.
// Nothing is fetched before the first click. What comes back is data: it is put in as text only.
"use strict";

(() => {
  const bench = document.querySelector(".xray-bench");
  if (!bench || location.protocol === "file:" || !window.Worker || !window.WebAssembly) return;
  const here = (name) => new URL(bench.dataset[name], document.baseURI).href;
  const $ = (selector, within = document) => within.querySelector(selector);
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const button = (text, press, properties = {}) => {
    const element = make("button", { type: "button", ...properties }, text);
    element.addEventListener("click", press);
    return element;
  };
  const [root, result, guess, status] = [".xray", ".xray-result", ".xray-guess", ".xray-bench [role=status]"].map((one) => $(one));
  const [go, halt, back, meter] = [".runner-go", ".runner-stop", ".xray-back", "progress"].map((one) => $(one, bench));
  const say = (...parts) => { status.replaceChildren(...parts); meter.hidden = true; };

  // -- The programs: the worked case, those to guess at, and the reader's own --------------------
  const KEPT = "sixpieces xray own"; // stays in the reader's browser
  const keep = (text) => { try { localStorage.setItem(KEPT, text); } catch { /* private mode */ } };
  const kept = () => { try { return localStorage.getItem(KEPT) ?? ""; } catch { return ""; } };
  const read = (element, title) => {
    const code = $("pre", element).textContent.trimEnd();
    const choices = [...element.querySelectorAll("li[data-kind]")];
    return { name: element.dataset.name, title, code, text: code, choices, element };
  };
  const worked = read($(".xray-worked"), "Worked case");
  Object.assign(worked, { shown: [...result.childNodes], shownOf: worked.text });
  const blank = worked.shown.map((node) => node.cloneNode(true));
  const cases = [...document.querySelectorAll(".xray-case")].map((one) => read(one, $("summary", one).textContent));
  const own = { name: "program.py", title: "My own program", code: "", text: kept(), choices: [], files: {} };
  const programs = [worked, ...cases, own];
  let current;

  for (const program of programs) {
    program.button = button(program.title, () => choose(program), { ariaPressed: "false" });
    $(".xray-choose").append(program.button);
  }

  // -- The code, always open to be changed -------------------------------------------------------
  let editor;
  import(here("editor")).then(({ lay }) => {
    editor = lay($(".xray-code pre"), {
      text: "", label: "The program", changed, run: () => go.click(), leave: () => go.focus(),
    });
    editor.field.placeholder = "Paste your program here.";
    bench.hidden = false;
    root.classList.add("xray-awake");
    choose(worked);
  });

  function changed(text) {
    if (!current) return;
    current.text = text;
    back.hidden = text === current.code || current === own;
    if (current === own) keep(text);
  }

  function choose(program) {
    if (running) stop();
    current = program;
    for (const one of programs) one.button.ariaPressed = String(one === program);
    editor.set(program.text);
    guess.replaceChildren(...(program.choices.length ? [make("p", {}, "What is wrong? Guess first.")] : []), ...program.choices.map((choice) => {
      const pick = button("", () => {
        program.guess = choice;
        for (const other of guess.querySelectorAll("button")) other.ariaPressed = String(other === pick);
        say("Now look.");
      }, { ariaPressed: String(program.guess === choice) });
      pick.append(...[...choice.childNodes].map((node) => node.cloneNode(true)));
      return pick;
    }));
    say(program === own && !program.text ? "Paste a program above, open it, or drop it there." : "");
    show(program);
  }

  const show = (program) => {
    result.hidden = !program.shown;
    if (program.shown) result.replaceChildren(...program.shown);
  };
  back.addEventListener("click", () => { editor.set(current.code); editor.field.focus(); });

  // -- Files: a program, a notebook, and what the program reads ----------------------------------
  const notebook = (text) => JSON.parse(text).cells.filter((cell) => cell.cell_type === "code").map((cell) => [cell.source].flat().join("")).join("\n\n");
  async function base64(file) {
    const url = await new Promise((resolve, reject) => {
      const reader = new FileReader();
      Object.assign(reader, { onload: () => resolve(reader.result), onerror: () => reject(reader.error) });
      reader.readAsDataURL(file);
    });
    return url.slice(url.indexOf(",") + 1);
  }
  async function open(files) {
    const said = [];
    let program;
    for (const file of files) {
      if (!program && /\.(py|ipynb|txt)$/i.test(file.name)) {
        try {
          const text = await file.text();
          program = { name: file.name.replace(/\.\w+$/, ".py"), text: /\.ipynb$/i.test(file.name) ? notebook(text) : text };
        } catch {
          said.push(`${file.name} is not a notebook that can be read.`);
        }
      } else {
        own.files[file.name] = await base64(file);
        said.push(`${file.name} lies beside the program.`);
      }
    }
    if (program) { Object.assign(own, program, { shown: null }); keep(own.text); }
    choose(own);
    say(...(program ? [`${own.name} is open. `] : []), said.join(" "));
    go.focus();
  }
  const files = $(".xray-open input");
  files.addEventListener("change", () => { open([...files.files]); files.value = ""; });
  bench.addEventListener("dragover", (event) => { event.preventDefault(); bench.classList.add("xray-over"); });
  bench.addEventListener("dragleave", () => bench.classList.remove("xray-over"));
  bench.addEventListener("drop", (event) => {
    bench.classList.remove("xray-over");
    if (!event.dataTransfer.files.length) return; // text that is dragged goes where it is dropped
    event.preventDefault();
    open([...event.dataTransfer.files]);
  });

  // -- A run ---------------------------------------------------------------------------------------
  const LONGEST = 20_000; // letters of what it printed that are shown
  let python, running, ready;

  go.addEventListener("click", look);
  halt.addEventListener("click", () => stop());
  function busy(now) {
    go.setAttribute("aria-disabled", now);
    halt.hidden = !now;
    bench.classList.toggle("runner-busy", now);
  }
  function stop() {
    const run = running;
    running = null;
    python?.stop();
    busy(false);
    if (!run) return;
    say(`Stopped. ${run.seen ? "Below is what was seen until then." : "Nothing was seen yet."}`);
    if (run.seen) finish(run, "You stopped it.");
  }

  async function look() {
    if (running) return;
    const program = current;
    if (!program.text.trim()) { say("There is no program yet: paste one above, or open a file."); editor.field.focus(); return; }
    const run = running = { program, text: program.text, printed: "", seen: null };
    if (program.shownOf !== run.text) { program.shown = null; result.hidden = true; }
    busy(true);
    const report = ({ text, done, total }) => {
      if (running !== run) return;
      status.textContent = `${text} …`;
      meter.hidden = !total;
      if (total) Object.assign(meter, { max: total, value: done });
    };
    report({ text: "Python is coming" });
    try {
      python ??= (await import(here("python"))).Python.at(here("settings"));
      python = await python;
      if (running !== run) return;
      python.report = report;
      await python.load();
      if (ready !== python.session) {
        const source = await fetch(here("look")).then((answer) => answer.text());
        await python.run({ name: "x-ray", code: source });
        ready = python.session;
      }
      if (/\bmatplotlib\b/.test(run.text)) await python.prepare("import matplotlib.pyplot as plt\nplt");
      if (running !== run) return;
      // What begins with the mark was seen; all else was printed.
      const mark = crypto.getRandomValues(new Uint32Array(4)).join(" ");
      const hear = (piece) => {
        if (running !== run) return;
        if (!piece.startsWith(mark)) { run.printed += piece.slice(0, Math.max(0, LONGEST - run.printed.length)); run.more ||= run.printed.length >= LONGEST; return; }
        try { run.seen = JSON.parse(piece.slice(mark.length)); } catch { return; }
        fill(run, { done: false });
      };
      const values = [run.text, program.name, program.files ?? {}, mark].map((value) => JSON.stringify(value)).join(", ");
      const code = `import sys\n(lambda hand_on, text, name, files, mark: look(text, name, files, lambda seen: hand_on(mark + seen)))(sys.stdout.hand_on, ${values})`;
      const { error } = await python.run({ name: "x-ray", code, seen: false, hear, begin: () => report({ text: "It runs" }) });
      if (running !== run) return;
      running = null;
      busy(false);
      if (error || !run.seen) say(`The X-ray itself ended with an error: ${(error ?? "it saw nothing").split("\n").at(-1)}`);
      else { finish(run, ""); say(...verdict(run)); }
    } catch (error) {
      if (running !== run) return;
      running = null;
      busy(false);
      python?.stop?.();
      if (python?.then) python = null;
      say(`Python could not be run here: ${error.message}. `, ...(program.element && program !== worked ? ["What was seen when this site was built stands below."] : []));
      const built = program.element && $(".xray-answer", program.element);
      if (built) { result.hidden = false; result.replaceChildren(...[...built.children].slice(1).map((one) => one.cloneNode(true))); }
    }
  }

  const mistakesIn = (seen) => seen.findings.filter((found) => found.severity === "mistake");

  // One sentence on the guess, or on the repair.
  function verdict({ program, seen, text }) {
    const mistakes = mistakesIn(seen);
    const where = mistakes.map(({ fault, line }) => `${fault}${line ? ` in line ${line}` : ""}`).join(", ");
    const link = make("a", { href: "#xray-result" }, "See the six pieces");
    const mended = program.choices.length && text !== program.code;
    if (mended && !mistakes.length && !seen.error) return ["✓ Mended: no mistake was found. ", link];
    if (!mended && program.guess && mistakes.length) {
      const right = mistakes.some(({ fault }) => fault === program.guess.dataset.kind);
      if (right) program.button.classList.add("xray-right");
      return [right ? `✓ You guessed it: ${where}. ` : `Not that: it is ${where}. `, link];
    }
    if (seen.error) return [`It ended with an error. ${where ? `The mistake is ${where}. ` : ""}`, link];
    return [`${headingOf(mistakes)}${where ? `: ${where}` : ""}. `, link];
  }
  const headingOf = ({ length }) => (length === 0 ? "No mistake was found" : length === 1 ? "One mistake" : `${length} mistakes`);

  // -- What was seen, put into the elements that the worked case has ------------------------------
  function fill({ program, text, printed, more, seen }, { done, ended }) {
    if (current !== program) return;
    const part = (name) => $(`.xray-${name}`, result);
    const wasOpen = !result.hidden && part("printed")?.open;
    result.replaceChildren(...blank.map((node) => node.cloneNode(true)));
    part("printed").open = wasOpen;
    $("code", part("title")).textContent = program.name;
    for (const piece of ["data", "loader", "parameters", "model", "loss", "trainer"]) {
      const blamed = done && seen.blamed.includes(piece);
      for (const box of result.querySelectorAll(`.piece.${piece}`)) {
        $(".code", box).textContent = String(seen.brief[piece]);
        box.classList.toggle("blamed", blamed);
      }
      const item = $(`li.${piece}`, result);
      item.classList.toggle("blamed", blamed);
      $("span", item).textContent = seen.said[piece] ?? "none was seen";
    }
    draw(part("curve"), seen.curve.points);
    const mistakes = mistakesIn(seen);
    part("heading").textContent = done ? headingOf(mistakes) : "It runs …";
    part("source").replaceChildren(...(done ? sourceOf(program, text, seen.findings) : []));
    const words = done ? [ended, endedWith(seen.error), seen.nan].filter(Boolean) : [];
    part("ended").textContent = words.join(" ");
    part("ended").hidden = !words.length;
    $("pre", part("printed")).textContent = (printed || "Nothing.") + (more ? "\n… and more, which is left out." : "");
    result.hidden = false;
  }

  function finish(run, ended) {
    fill(run, { done: true, ended });
    Object.assign(run.program, { shown: [...result.childNodes], shownOf: run.text });
  }

  const MISSING = "The browser has the Python of this site alone: NumPy, matplotlib and the engine, and the files that you opened. For all else: python -m sixpieces --xray, on your own machine.";
  function endedWith(error) {
    if (!error) return "";
    const line = error.line ? ` in line ${error.line[1]}` : "";
    return `It ended with ${error.type}${line}: ${error.message.replace(/(\w|')$/, "$1.")} ${/ModuleNotFound|FileNotFound/.test(error.type) ? MISSING : ""}`;
  }

  function draw(figure, all) {
    const points = all.filter((value) => typeof value === "number" && Math.abs(value) < 1e30);
    figure.hidden = points.length < 2;
    if (figure.hidden) return;
    const [low, high] = [Math.min(...points), Math.max(...points)];
    const path = points.map((value, place) => `${10 + (place * 260) / (points.length - 1)},${80 - ((value - low) / (high - low || 1)) * 70}`);
    $("polyline", figure).setAttribute("points", path.join(" "));
    $("figcaption", figure).textContent = `The loss, step by step: from ${points[0].toPrecision(3)} to ${points.at(-1).toPrecision(3)}`;
  }

  const NEAR = 3; // lines that are shown around one that is marked
  function sourceOf(program, text, findings) {
    const lines = text.split("\n");
    const here = findings.filter(({ file, line }) => line && file === program.name);
    const parts = findings.filter((found) => !here.includes(found)).map((found) => boxOf(found, false));
    let [skipped, block] = [0, []];
    const skip = () => { if (skipped) block.push(make("span", { className: "xray-skipped" }, `      ⋯ ${skipped} line${skipped > 1 ? "s" : ""}`), "\n"); skipped = 0; };
    const end = () => { if (block.length) parts.push(make("pre", {}, ...block)); block = []; };
    if (here.length) {
      lines.forEach((line, place) => {
        const number = place + 1;
        if (here.every((found) => Math.abs(found.line - number) > NEAR)) { skipped += 1; return; }
        skip();
        const found = here.filter((one) => one.line === number);
        block.push(make(found.length ? "mark" : "span", {}, `${String(number).padStart(4)}  ${line}`), "\n");
        if (found.length) { end(); parts.push(...found.map((one) => boxOf(one, true))); }
      });
      skip();
      end();
    }
    return parts;
  }

  function boxOf({ fault, severity, file, line, evidence, repair, page }, inProgram) {
    const name = /^how_to\/xray_your_program\.html#[a-z-]+$/.test(page) ? make("a", { href: new URL(page, here("home")).href }, fault) : fault;
    const where = line ? ` in line ${line}${inProgram ? "" : ` of ${file}`}` : "";
    const head = make("p", {}, name, where, severity === "mistake" ? "" : " (a note)");
    if (inProgram) head.append(" ", button("Go there", () => goTo(line), { className: "xray-go", ariaLabel: `Go to line ${line} in the code` }));
    return make("div", { className: `xray-found xray-${severity === "mistake" ? "mistake" : "note"}` }, head, make("p", {}, evidence), make("p", {}, make("strong", {}, repair)));
  }

  // Selects a line in the editor, where it can be mended.
  function goTo(line) {
    const { field } = editor;
    const lines = field.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    field.focus();
    field.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    const top = field.getBoundingClientRect().top + scrollY + (line - 1) * parseFloat(getComputedStyle(field).lineHeight);
    scrollTo({ top: top - innerHeight / 3 });
  }
})();
