// Runs the cells of this page in a worker of the reader's own browser, when the reader asks for it.
// Nothing is fetched before the first click; what runs is what stands in the cells, never an address.
"use strict";

(() => {
  const bar = document.querySelector(".runner");
  if (!bar || location.protocol === "file:" || !window.Worker || !window.WebAssembly) return;
  const settings = JSON.parse(bar.dataset.settings);
  const here = (path) => new URL(path, document.baseURI).href;
  const [runButton, stopButton, resetButton, clearButton] = bar.querySelectorAll("button");
  const status = bar.querySelector("[role=status]");
  const say = (text) => { status.textContent = text; };

  // -- What the reader wrote is kept in the reader's browser only -------------------------------
  const prefix = `sixpieces ${location.pathname} `;
  const memory = {
    get(name) { try { return localStorage.getItem(prefix + name); } catch { return null; } },
    set(name, text) { try { localStorage.setItem(prefix + name, text); } catch { /* private mode */ } },
    remove(name) { try { localStorage.removeItem(prefix + name); } catch { /* private mode */ } },
  };

  // -- The cells ---------------------------------------------------------------------------------
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const isOutput = (element) =>
    element?.matches(".sphx-glr-script-out, .sphx-glr-single-img, .sphx-glr-horizontal, .sphx-glr-multi-img");

  function findCells() {
    const blocks = document.querySelectorAll("div.cell:not(.tag_needs-mxnet), div.highlight-Python");
    return [...blocks].map((block, index) => {
      const inNotebook = block.matches(".cell");
      const source = inNotebook ? block.querySelector(".cell_input") : block;
      if (!source?.querySelector("pre")) return null;
      const built = inNotebook ? [...block.querySelectorAll(":scope > .cell_output")] : [];
      let last = source;
      while (!inNotebook && isOutput(last.nextElementSibling)) built.push((last = last.nextElementSibling));
      const code = source.querySelector("pre").textContent.replace(/\n$/, "");
      const exercise = block.matches(".tag_answer") && /check\("([^"]+)"/.exec(code)?.[1];
      const solution = block.matches(".tag_solution");
      return { index, source, built, last, code, exercise, solution, done: false };
    }).filter(Boolean);
  }

  function open(cell) {
    if (cell.editor) return;
    const draft = cell.exercise ? memory.get(cell.exercise) : null;
    const label = cell.exercise ? `Your answer to exercise ${cell.exercise}` : `Code of cell ${cell.index + 1}`;
    cell.editor = make("textarea", { className: "runner-editor", value: draft ?? cell.code, spellcheck: false, ariaLabel: label });
    cell.editor.autocapitalize = "off";
    const fit = () => { cell.editor.rows = cell.editor.value.split("\n").length; };
    fit();
    cell.editor.addEventListener("input", () => {
      fit();
      cell.done = false;
      if (cell.exercise) memory.set(cell.exercise, cell.editor.value);
      showProgress();
    });
    cell.editor.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.shiftKey || event.metaKey)) {
        event.preventDefault();
        runUpTo(cell);
      }
    });
    const go = make("button", { type: "button", textContent: cell.exercise ? "Check" : "Run cell" });
    go.addEventListener("click", () => runUpTo(cell));
    const back = make("button", { type: "button", textContent: "Reset cell" });
    back.addEventListener("click", () => { reset(cell); cell.editor.focus(); });
    cell.buttons = make("div", { className: "runner-buttons" }, go, back);
    cell.output = make("div", { className: "runner-output", hidden: true });
    for (const code of cell.source.children) code.hidden = true;
    cell.source.append(cell.editor, cell.buttons);
    cell.last.after(cell.output);
    if (cell.last === cell.source) cell.source.append(cell.output);
  }

  function reset(cell) {
    if (!cell.editor) return;
    cell.editor.value = cell.code;
    cell.editor.dispatchEvent(new Event("input"));
    if (cell.exercise) for (const name of [cell.exercise, `${cell.exercise} solved`]) memory.remove(name);
    cell.output.hidden = true;
    for (const element of cell.built) element.hidden = false;
    cell.done = false;
    showProgress();
  }

  function showProgress() {
    const exercises = cells.filter((cell) => cell.exercise);
    const solved = exercises.filter((cell) => memory.get(`${cell.exercise} solved`));
    for (const cell of exercises) {
      cell.source.closest("section.exercise, .exercise")?.classList.toggle("solved", solved.includes(cell));
    }
    const written = exercises.some((cell) => memory.get(cell.exercise) !== null);
    clearButton.hidden = !written && solved.length === 0;
    const count = bar.querySelector(".runner-solved");
    count.textContent = solved.length ? `Solved here: ${solved.length} of ${exercises.length}` : "";
  }

  // -- Outputs: text as text, pictures as pictures, HTML cut down to tables and words -------------
  const ALLOWED = new Set("TABLE THEAD TBODY TR TH TD CAPTION P DIV SPAN STRONG B EM I CODE PRE BR SUB SUP UL OL LI".split(" "));

  function sanitised(html) {
    const clean = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches("script, style")) return "";
      const children = [...node.childNodes].map(clean);
      return ALLOWED.has(node.tagName) ? make(node.tagName, {}, ...children) : make("span", {}, ...children);
    };
    const body = new DOMParser().parseFromString(html, "text/html").body;
    return make("div", { className: "runner-html" }, ...[...body.childNodes].map(clean));
  }

  function shown({ kind, data }) {
    if (kind === "svg") {
      const address = URL.createObjectURL(new Blob([data], { type: "image/svg+xml" }));
      return make("img", { src: address, alt: "The figure that this cell draws with your numbers" });
    }
    return kind === "html" ? sanitised(data) : make("pre", { textContent: data });
  }

  function showStream(cell, text) {
    let last = cell.output.lastElementChild;
    if (!last?.matches(".runner-stream")) {
      last = make("pre", { className: "runner-stream" });
      cell.output.append(last);
    }
    last.textContent += text;
  }

  function showResult(cell, { outputs, error, verdict }) {
    cell.output.append(...outputs.map(shown));
    if (error) cell.output.append(make("pre", { className: "runner-error", textContent: error }));
    cell.output.hidden = !cell.output.childElementCount;
    cell.done = !error;
    if (cell.exercise && verdict) memory.set(`${cell.exercise} solved`, "yes");
    showProgress();
  }

  // -- The worker --------------------------------------------------------------------------------
  let worker = null;
  let loading = null;
  let waiting = null; // the cell that runs, with the functions that end its promise

  function load() {
    loading ??= new Promise((resolve, reject) => {
      const code = cells.map((cell) => cell.code).join("\n");
      const packages = code.includes("matplotlib") ? ["numpy", "matplotlib"] : ["numpy"];
      const local = Object.fromEntries(["lock", "wheel", "cells", "style", "inks"].map((name) => [name, here(settings[name])]));
      worker = new Worker(here(settings.worker));
      worker.onmessage = ({ data }) => {
        if (data.type === "progress") say(`${data.text} …`);
        if (data.type === "ready") resolve();
        if (data.type === "stream" && waiting) showStream(waiting.cell, data.text);
        if (data.type === "result" && waiting) waiting.resolve(data);
        if (data.type === "failed") (waiting ?? { reject }).reject(new Error(data.text));
      };
      worker.onerror = (event) => (waiting ?? { reject }).reject(new Error(event.message || "the worker did not start"));
      worker.postMessage({ type: "load", ...settings, ...local, packages });
    });
    return loading;
  }

  function stop() {
    worker?.terminate();
    worker = loading = null;
    for (const cell of cells) cell.done = false;
    waiting?.reject(new Error("stopped"));
    waiting = null;
  }

  async function runOne(cell) {
    cell.output.replaceChildren();
    cell.output.hidden = false;
    for (const element of cell.built) element.hidden = true;
    say(`Running cell ${cell.index + 1} of ${cells.length} …`);
    const result = await new Promise((resolve, reject) => {
      waiting = { cell, resolve, reject };
      worker.postMessage({ id: cell.index, name: `cell ${cell.index + 1}`, code: cell.editor.value });
    });
    waiting = null;
    showResult(cell, result);
    return !result.error;
  }

  let busy = false;

  async function runCells(chosen) {
    if (busy) return;
    busy = true;
    runButton.disabled = true;
    stopButton.hidden = false;
    cells.forEach(open);
    resetButton.hidden = false;
    const started = performance.now();
    try {
      await load();
      for (const cell of chosen) {
        if (await runOne(cell)) continue;
        say(`Cell ${cell.index + 1} ended with an error; the cells after it were not run.`);
        return;
      }
      const cell = chosen.at(-1);
      const said = cell.exercise ? cell.output.textContent.trim() : "";
      say(said || `Done in ${((performance.now() - started) / 1000).toFixed(1)} s, in your browser, with sixpieces in the place of MXNet: change a number and run again.`);
    } catch (error) {
      if (error.message === "stopped") {
        say("Stopped. The next run starts afresh.");
      } else {
        stop();
        say(`Python could not be run here: ${error.message}. It is loaded from the network: check the connection and try again. What the page shows was computed when the site was built, and stays.`);
        for (const cell of chosen) if (!cell.done) showBuilt(cell);
      }
    } finally {
      busy = false;
      runButton.disabled = false;
      stopButton.hidden = true;
    }
  }

  function showBuilt(cell) {
    cell.output.hidden = true;
    for (const element of cell.built) element.hidden = false;
  }

  function runUpTo(cell) {
    const before = cells.slice(0, cells.indexOf(cell)).filter((other) => !other.done && !other.exercise && !other.solution);
    return runCells([...before, cell]);
  }

  // -- The bar -----------------------------------------------------------------------------------
  const cells = findCells();
  if (!cells.length) return;
  runButton.addEventListener("click", () => runCells(cells));
  stopButton.addEventListener("click", stop);
  resetButton.addEventListener("click", () => {
    stop();
    for (const cell of cells) if (!cell.exercise) reset(cell);
    for (const cell of cells) showBuilt(cell);
    say("The page is as it was built; your answers are kept.");
  });
  clearButton.addEventListener("click", () => {
    for (const cell of cells) if (cell.exercise) reset(cell);
    say("Your answers on this page are cleared.");
    runButton.focus();
  });
  for (const cell of cells) if (cell.exercise && memory.get(cell.exercise) !== null) open(cell);
  for (const cell of cells.filter((one) => one.exercise && !one.editor)) {
    const button = make("button", { type: "button", className: "runner-answer", textContent: "Answer here" });
    button.ariaLabel = `Answer exercise ${cell.exercise} here`;
    button.addEventListener("click", () => { button.remove(); open(cell); cell.editor.focus(); });
    cell.source.append(button);
  }
  showProgress();
  bar.classList.add("runner-ready");
})();
