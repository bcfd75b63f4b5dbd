// Runs the cells of this page in a worker of the reader's own browser, when the reader asks for it.
// Nothing is fetched before the first click; what runs is what stands in the cells, never an address.
// A page stays as it was built; what is pressed opens, one cell at a time, where it stands.
"use strict";

(() => {
  const bar = document.querySelector(".runner");
  if (!bar || location.protocol === "file:" || !window.Worker || !window.WebAssembly) return;
  const here = (name) => new URL(bar.dataset[name], document.baseURI).href;
  const [resetButton, clearButton] = ["reset", "clear"].map((name) => bar.querySelector(`.runner-${name}`));
  let python = null;
  let editing = null; // the module that lays an editor over code

  // -- What the reader wrote is kept in the reader's browser only -------------------------------
  const prefix = `sixpieces ${location.pathname} `;
  const memory = {
    get(name) { try { return localStorage.getItem(prefix + name); } catch { return null; } },
    set(name, text) { try { localStorage.setItem(prefix + name, text); } catch { /* private mode */ } },
    remove(name) { try { localStorage.removeItem(prefix + name); } catch { /* private mode */ } },
    parsed(name) { try { return JSON.parse(this.get(name)); } catch { return null; } },
  };
  // Whether the reader asked for Python in this visit: then the next page starts it by itself.
  const visit = {
    get asked() { try { return sessionStorage.getItem("sixpieces asked") === "yes"; } catch { return false; } },
    ask() { try { sessionStorage.setItem("sixpieces asked", "yes"); } catch { /* private mode */ } },
  };

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  // Changes the page around an element that stays where the reader sees it.
  const steadily = (element, change) => {
    const before = element.getBoundingClientRect().top;
    change();
    const moved = element.getBoundingClientRect().top - before;
    if (Math.abs(moved) > 0.5) scrollBy({ top: moved, behavior: "instant" });
  };

  let waking = null;
  function wake() {
    waking ??= import(here("python")).then((module) => module.Python.at(here("settings")));
    waking.then((woken) => { python = woken; }, () => { waking = null; });
    return waking;
  }
  const wakeEditor = async () => (editing ??= await import(here("editor")));

  // -- Places: where the reader pressed, what is said there, and Stop beside it ------------------
  function makePlace(element) {
    const status = element.querySelector("[role=status]");
    const meter = element.querySelector("progress");
    const go = element.querySelector(".runner-go");
    const halt = element.querySelector(".runner-stop");
    halt.addEventListener("click", () => stop());
    return {
      element, go,
      say(...parts) { status.replaceChildren(...parts); meter.hidden = true; },
      report({ text, done, total }) {
        meter.hidden = !total;
        if (total) { meter.max = total; meter.value = done; }
        if (status.textContent !== `${text} …`) status.textContent = `${text} …`;
      },
      set busy(busy) {
        element.classList.toggle("runner-busy", busy);
        go.setAttribute("aria-disabled", busy);
        halt.hidden = !busy;
        if (!busy) meter.hidden = true;
      },
    };
  }

  const FOOT = '<button type="button" class="runner-go"></button><button type="button" class="runner-stop" hidden>Stop</button><button type="button" class="runner-edit"></button><button type="button" class="runner-back" hidden></button><progress hidden aria-label="Fetched"></progress><span class="runner-status" role="status"></span>';

  // -- The cells ---------------------------------------------------------------------------------
  const isOutput = (element) =>
    element?.matches(".sphx-glr-script-out, .sphx-glr-single-img, .sphx-glr-horizontal, .sphx-glr-multi-img");

  function findCell(block, index) {
    const inNotebook = block.matches(".cell");
    const source = inNotebook ? block.querySelector(".cell_input") : block;
    const codes = source ? [...source.querySelectorAll("pre")] : [];
    if (!codes.length) return null;
    const built = inNotebook ? [...block.querySelectorAll(".cell_output")] : [];
    let last = source;
    while (!inNotebook && isOutput(last.nextElementSibling)) built.push((last = last.nextElementSibling));
    const code = codes.map((pre) => pre.textContent.replace(/\n$/, "")).join("\n");
    const exercise = block.matches(".tag_answer") ? /check\(\s*["']([^"']+)["']/.exec(code)?.[1] : undefined;
    const oneLine = exercise ? /^(\w+ = )\.\.\.( *#.*)?(\ncheck\(.*\))$/.exec(code) : null;
    return {
      index, block, source, built, code, exercise, inNotebook, pre: codes[0],
      more: codes.slice(1), asBuilt: [...codes[0].childNodes], text: code,
      oneLine: oneLine?.slice(1).map((part) => part ?? ""), // before the answer, a word on it, its check
      solution: block.matches(".tag_solution"), drawing: block.matches(".tag_drawing"),
      ranIn: 0, // in which session of Python it ran
    };
  }

  const cells = [...document.querySelectorAll("div.cell:not(.tag_needs-mxnet), div.highlight-Python")]
    .map(findCell).filter(Boolean);
  if (!cells.length) return;
  // A script's figure stands above its code (conf/scripts.py); the last cell that plots has drawn it.
  const drew = cells.findLast((cell) => !cell.inNotebook && /\bplt\./.test(cell.code));
  if (drew) drew.built.unshift(...document.querySelectorAll(".figure-first"));
  cells.forEach((cell, place) => { cell.place_in_page = place; cell.name = `cell ${place + 1}`; });

  // A number for the texts of a cell and of all before it: what an output or a value depends on.
  function versions() {
    let sum = 7;
    return cells.map((cell) => {
      if (cell.exercise || cell.solution) return sum;
      for (let i = 0; i < cell.text.length; i += 1) sum = (Math.imul(sum, 31) + cell.text.charCodeAt(i)) | 0;
      return sum;
    });
  }
  for (const [place, version] of versions().entries()) cells[place].shownOf = version;

  // -- One cell, at rest and open ----------------------------------------------------------------
  const nameOf = (cell) => (cell.exercise ? `exercise ${cell.exercise.split("-").at(-1)}` : cell.name);

  // At rest a cell has a small strip on its lower edge, which is one stop for the keyboard.
  function addStrip(cell) {
    if (cell.oneLine) {
      settle(cell);
    } else if (cell.exercise) {
      const answer = make("button", { type: "button", className: "runner-answer", textContent: "Answer here" });
      answer.ariaLabel = `Answer here: ${nameOf(cell)}`;
      answer.addEventListener("click", () => edit(cell));
      cell.strip = answer;
    } else {
      const go = make("button", { type: "button", textContent: "Run", ariaLabel: `Run ${cell.name}` });
      const change = make("button", { type: "button", textContent: "Edit", ariaLabel: `Edit ${cell.name}`, tabIndex: -1 });
      go.addEventListener("click", () => pressRun(cell));
      change.addEventListener("click", () => edit(cell));
      cell.strip = make("div", { className: "runner-strip", role: "toolbar", ariaLabel: nameOf(cell) }, go, change);
      cell.strip.addEventListener("keydown", (event) => {
        if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
        event.preventDefault();
        const [to, from] = document.activeElement === go ? [change, go] : [go, change];
        [to.tabIndex, from.tabIndex] = [0, -1];
        to.focus();
      });
    }
    if (cell.strip) cell.source.append(cell.strip);
  }

  // An answer of one line has a field of one line in the place of its code.
  const lineOf = ({ oneLine: [before, word, after], text }) =>
    (text.startsWith(before) && text.endsWith(word + after) ? text.slice(before.length, text.length - (word + after).length) : "\n");

  function addField(cell, foot) {
    const [before, word, after] = cell.oneLine;
    cell.field = make("input", { type: "text", spellcheck: false, autocapitalize: "off", autocomplete: "off", placeholder: "...", ariaLabel: `Your answer to ${nameOf(cell)}` });
    cell.field.addEventListener("input", () => setText(cell, cell.field.value.trim() ? before + cell.field.value + word + after : cell.code));
    cell.field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) pressRun(cell); });
    foot.prepend(make("code", { className: "runner-ask" }, before, cell.field, word));
  }

  // Shows the field as long as the answer fits into it and no editor is open.
  function showField(cell) {
    if (!cell.field) return;
    const answer = lineOf(cell);
    const fits = !cell.editor && !answer.includes("\n");
    cell.source.classList.toggle("runner-asks", fits);
    if (fits && cell.field.value !== answer) cell.field.value = answer === "..." ? "" : answer;
  }

  // Puts the cell's own row in the place of the strip: run, stop, edit, back, and what is said.
  function settle(cell) {
    if (cell.place) return;
    const hadFocus = cell.strip?.contains(document.activeElement);
    steadily(cell.source, () => {
      cell.strip?.remove();
      cell.strip = null;
      const foot = make("div", { className: "runner-foot" });
      foot.innerHTML = FOOT;
      const place = makePlace(foot);
      cell.editButton = foot.querySelector(".runner-edit");
      cell.backButton = foot.querySelector(".runner-back");
      Object.assign(place.go, { textContent: cell.exercise ? "Check" : "Run", ariaLabel: `${cell.exercise ? "Check" : "Run"} ${nameOf(cell)}` });
      cell.editButton.addEventListener("click", () => (cell.editor ? close(cell) : edit(cell)));
      cell.backButton.addEventListener("click", () => takeBack(cell, true));
      place.go.addEventListener("click", () => pressRun(cell));
      cell.place = place;
      cell.source.append(foot);
      if (cell.oneLine) addField(cell, foot);
      showButtons(cell);
      if (hadFocus) place.go.focus({ preventScroll: true });
    });
  }

  function showButtons(cell) {
    if (!cell.place) return;
    showField(cell);
    cell.editButton.textContent = cell.editor ? "Done" : cell.oneLine && !lineOf(cell).includes("\n") ? "More lines" : "Edit";
    cell.backButton.textContent = cell.exercise ? "Clear answer" : "As it was";
    for (const button of [cell.editButton, cell.backButton]) button.ariaLabel = `${button.textContent}: ${nameOf(cell)}`;
    cell.backButton.hidden = cell.text === cell.code && !cell.output;
  }

  async function edit(cell, { at } = {}) {
    const { lay } = await wakeEditor();
    if (cell.editor) return;
    for (const other of cells) if (other !== cell && other.editor && other.text === other.code) steadily(cell.source, () => close(other));
    settle(cell);
    for (const pre of cell.more) pre.hidden = true;
    cell.editor = lay(cell.pre, {
      text: cell.text,
      label: cell.exercise ? `Your answer to ${nameOf(cell)}` : `Code of ${cell.name}`,
      changed: (text) => setText(cell, text),
      run: () => pressRun(cell),
      leave: () => { close(cell); cell.editButton.focus({ preventScroll: true }); },
    });
    showButtons(cell);
    const { field } = cell.editor;
    field.focus({ preventScroll: true });
    const gap = cell.text.indexOf("...");
    if (cell.exercise && gap >= 0) field.setSelectionRange(gap, gap + 3);
    else field.setSelectionRange(at ?? 0, at ?? 0);
  }

  function close(cell) {
    if (!cell.editor) return;
    cell.editor.remove();
    cell.editor = null;
    showText(cell);
    showButtons(cell);
  }

  // Shows the cell's text in colours: as it was built, or as the reader changed it.
  function showText(cell) {
    const changed = cell.text !== cell.code;
    for (const pre of cell.more) pre.hidden = changed;
    if (changed) cell.pre.replaceChildren(editing.highlighted(cell.text), "\n");
    else cell.pre.replaceChildren(...cell.asBuilt);
  }

  function setText(cell, text) {
    cell.text = text;
    cell.ranIn = 0;
    const kept = cell.exercise ?? `cell ${cell.index}`;
    if (text === cell.code) memory.remove(kept);
    else memory.set(kept, cell.exercise ? text : JSON.stringify({ of: cell.code, text }));
    if (cell.exercise) forgetVerdict(cell);
    showButtons(cell);
    showAge();
    showProgress();
  }

  // Gives a cell its built text and outputs back.
  function takeBack(cell, stays) {
    const from = stays ? cell.backButton : document.body;
    const focused = document.activeElement === cell.backButton;
    steadily(stays ? cell.source : from, () => {
      if (cell.text !== cell.code) {
        cell.text = cell.code;
        cell.ranIn = 0;
        memory.remove(cell.exercise ?? `cell ${cell.index}`);
      }
      if (cell.exercise) forgetVerdict(cell);
      if (cell.editor && stays) { cell.editor.set(cell.code); cell.editor.field.focus({ preventScroll: true }); }
      else { cell.editor?.remove(); cell.editor = null; showText(cell); }
      showBuilt(cell);
      cell.place?.say();
      showButtons(cell);
      if (focused && !cell.editor) cell.editButton?.focus({ preventScroll: true });
    });
    showAge();
    showProgress();
  }

  function forgetVerdict(cell) {
    for (const name of ["solved", "verdict"]) memory.remove(`${cell.exercise} ${name}`);
    cell.place?.say();
  }

  // Back to the page as it was built: no row, no editor, the strip again.
  function toRest(cell) {
    takeBack(cell, false);
    if (cell.oneLine) return;
    cell.place?.element.remove();
    cell.place = null;
    if (!cell.strip) addStrip(cell);
  }

  function showProgress() {
    const exercises = cells.filter((cell) => cell.exercise);
    const solved = exercises.filter((cell) => memory.get(`${cell.exercise} solved`));
    for (const cell of exercises) {
      cell.source.closest("section.exercise, .exercise")?.classList.toggle("solved", solved.includes(cell));
    }
    if (exercises.length && solved.length === exercises.length) memory.set("solved", "yes");
    else memory.remove("solved");
    dispatchEvent(new Event("sixpieces-kept")); // the menu's marks (site.js)
    const written = exercises.some((cell) => memory.get(cell.exercise) !== null);
    clearButton.hidden = !written && solved.length === 0;
    resetButton.hidden = !cells.some((cell) => !cell.exercise && (cell.place || cell.output || cell.text !== cell.code));
    const count = bar.querySelector(".runner-solved");
    count.textContent = solved.length ? `Solved here: ${solved.length} of ${exercises.length}` : "";
  }

  // -- Outputs: text as text, pictures as pictures, HTML cut down to tables and words -------------
  const ALLOWED = new Set("TABLE THEAD TBODY TR TH TD CAPTION P DIV SPAN STRONG B EM I CODE PRE BR SUB SUP UL OL LI DEL INS".split(" "));
  const HEAD_LINES = 300;
  const TAIL_LINES = 20;

  function sanitised(html) {
    const clean = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches("script, style")) return "";
      const children = [...node.childNodes].map(clean);
      return ALLOWED.has(node.tagName) ? make(node.tagName, {}, ...children) : make("span", {}, ...children);
    };
    const body = new DOMParser().parseFromString(html, "text/html").body;
    const box = make("div", { className: "runner-html" }, ...[...body.childNodes].map(clean));
    for (const table of box.querySelectorAll("table")) dress(table);
    return box;
  }

  // A table looks as those of the page do, and stacks on a phone like them (conf/stacking.py).
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  function dress(table) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => head.textContent);
    table.className = heads.length ? "docutils stacks" : "docutils";
    if (!heads.length) return;
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
      part.setAttribute("role", ROLES[part.tagName] ?? (part.closest("thead") ? "columnheader" : "rowheader"));
      if (part.cellIndex > 0 && part.tagName === "TD") part.dataset.label = heads[part.cellIndex] ?? "";
    }
  }

  function picture(svg) {
    const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    const image = make("img", { src: address, className: "runner-figure", alt: "The figure that this cell draws with your numbers" });
    const points = (name) => Math.round((parseFloat(new RegExp(`<svg[^>]*\\s${name}="([\\d.]+)pt"`).exec(svg)?.[1]) * 4) / 3) || undefined;
    for (const name of ["width", "height"]) if (points(name)) image[name] = points(name); // its room, before it is drawn
    return image;
  }

  // Text that may be long: the beginning and the end, and all of it one click away.
  function longText(className) {
    const head = make("pre", { className });
    const box = make("div", { className: "runner-text" }, head);
    let text = "";
    let shown = 0; // letters that stand in `head`
    let lines = 0;
    let whole = false;
    let tail, more;
    const show = () => {
      while (shown < text.length && (whole || lines < HEAD_LINES)) {
        let end = text.length;
        if (!whole) {
          for (end = shown; end < text.length && lines < HEAD_LINES && end - shown < 50_000; end += 1) if (text[end] === "\n") lines += 1;
          if (end - shown >= 50_000) lines += 1;
        }
        head.append(text.slice(shown, end));
        shown = end;
      }
      const rest = text.slice(shown);
      if (!rest.trim()) { if (whole) { more?.remove(); tail?.remove(); } return; }
      if (!more) {
        more = make("button", { type: "button", className: "runner-more" });
        more.addEventListener("click", () => { whole = true; steadily(head, show); });
        tail = make("pre", { className });
        box.append(more, tail);
      }
      let start = rest.length;
      for (let line = 0; line <= TAIL_LINES && start > 0; line += 1) start = rest.lastIndexOf("\n", start - 1);
      start = Math.max(start + 1, rest.length - 5_000, 0);
      const count = (rest.slice(0, start).match(/\n/g) ?? []).length;
      more.hidden = !start;
      more.textContent = `Show ${count > 1 ? `the ${count.toLocaleString("en")} lines` : "the text"} between`;
      tail.textContent = rest.slice(start);
    };
    let asked = 0;
    return {
      box,
      get text() { return text; },
      add(piece) { text += piece; asked ||= requestAnimationFrame(() => { asked = 0; show(); }); },
      flush() { cancelAnimationFrame(asked); asked = 0; show(); },
    };
  }

  function textOf(text, className = "") {
    const long = longText(className);
    long.add(text);
    long.flush();
    return long.box;
  }

  const shown = ({ kind, data }) =>
    (kind === "svg" ? picture(data) : kind === "html" ? sanitised(data) : textOf(String(data)));

  function verdictOf({ right, text }) {
    const sentence = right || /^not /i.test(text) ? text : `Not yet: ${text}`;
    return make("span", { className: `runner-verdict ${right ? "right" : "open"}` },
      make("span", { ariaHidden: "true", textContent: right ? "✓ " : "" }), sentence);
  }

  function dropOutput(cell) {
    for (const image of cell.output?.querySelectorAll("img.runner-figure") ?? []) URL.revokeObjectURL(image.src);
    cell.output?.remove();
    cell.output = null;
  }

  // Puts new outputs where the old ones are.
  function putOutput(cell, output, version) {
    dropOutput(cell);
    cell.output = output;
    for (const element of cell.built) element.hidden = true;
    const last = cell.built.findLast((built) => cell.source.compareDocumentPosition(built) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (last) last.after(output);
    else if (cell.inNotebook) cell.block.append(output);
    else cell.source.after(output);
    cell.shownOf = version;
  }

  function showNothing(cell, version) {
    dropOutput(cell);
    for (const element of cell.built) element.hidden = true;
    cell.shownOf = version;
  }

  function showBuilt(cell) {
    dropOutput(cell);
    for (const element of cell.built) element.hidden = false;
    cell.shownOf = builtVersions[cell.place_in_page];
  }
  const builtVersions = versions();

  // Outputs that a change above has overtaken say so.
  let ageAsked = 0;
  function showAge() {
    ageAsked ||= requestAnimationFrame(() => {
      ageAsked = 0;
      const stays = current?.place.element ?? document.activeElement?.closest(".runner-cell");
      if (stays) steadily(stays, markAge);
      else markAge();
    });
  }

  function markAge() {
    const now = versions();
    for (const [place, cell] of cells.entries()) {
      const old = !cell.exercise && !cell.solution && now[place] !== cell.shownOf;
      const shownNow = cell.output ? [cell.output] : cell.built;
      for (const element of shownNow) element.classList.toggle("runner-old", old);
      if (old && !cell.note && shownNow.length) {
        cell.note = make("p", { className: "runner-old-note", textContent: "From before your change: run it again" });
        shownNow[0].before(cell.note);
      }
      if (cell.note && (!old || !shownNow.length)) { cell.note.remove(); cell.note = null; }
    }
  }

  // -- Runs: one at a time, in the order in which they were pressed ---------------------------------
  let current = null;
  const queue = [];

  function press(run) {
    if (current?.place === run.place || queue.some((other) => other.place === run.place)) return;
    queue.push(run);
    run.place.busy = true;
    run.place.say(current ? `Waits for ${current.name} …` : "Python is coming …");
    if (!current) work();
  }

  function stop() {
    python?.stop();
    for (const run of queue.splice(0)) { run.place.busy = false; run.place.say("Stopped."); }
    if (current) current.stopped = true;
  }

  async function work() {
    while ((current = queue.shift())) {
      const run = current;
      visit.ask();
      try {
        await carryOut(run);
      } catch (error) {
        tellOf(run, error);
      } finally {
        run.place.busy = false;
        showProgress();
      }
    }
  }

  async function carryOut(run) {
    const started = performance.now();
    const check = () => { if (run.stopped) throw new Error("stopped"); };
    run.place.report({ text: "Python is coming" });
    await wake();
    check();
    python.report = (news) => !run.stopped && run.place.report(news);
    await python.load();
    check();
    const chosen = await run.choose();
    for (const [place, { cell, seen }] of chosen.entries()) {
      check();
      const begin = () => run.place.report({ text: chosen.length > 1 ? `Running ${cell === run.cell ? "it" : `cell ${cell.place_in_page + 1}`}: ${place + 1} of ${chosen.length}` : "Running" });
      const result = await runOne(cell, seen, begin);
      if (result.error) {
        const link = make("a", { href: `#${anchorOf(cell)}`, textContent: cell.name });
        if (cell === run.cell) run.place.say("It ended with an error.");
        else run.place.say(link, ` ended with an error: ${result.error.split("\n").at(-1)}. The cells after it were not run.`);
        return;
      }
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    run.place.say(run.done(seconds));
  }

  const anchorOf = (cell) => (cell.block.id ||= `runner-cell-${cell.place_in_page + 1}`);

  function tellOf(run, error) {
    if (run.stopped || error.constructor.name === "Stopped") {
      run.place.say("Stopped. The next run starts afresh.");
      return;
    }
    stop();
    const again = make("button", { type: "button", textContent: "Try again" });
    again.addEventListener("click", () => { run.place.go.focus({ preventScroll: true }); run.place.go.click(); });
    run.place.say(`Python could not be run here: ${error.message}. What the page shows was computed when the site was built, and stays. `, again);
  }

  async function runOne(cell, seen, begin) {
    const version = versions()[cell.place_in_page];
    const { session } = python;
    const { text } = cell;
    const output = make("div", { className: "runner-output" });
    const stream = longText("runner-stream");
    const put = () => { if (!output.isConnected) putOutput(cell, output, version); };
    const hear = (piece) => {
      stream.add(piece);
      if (!seen) return;
      if (!stream.box.isConnected) output.append(stream.box);
      put();
    };
    const result = await python.run({ name: cell.name, code: text, seen, hear, begin });
    stream.flush();
    if (result.left_out) output.append(make("p", { className: "runner-old-note", textContent: `${result.left_out.toLocaleString("en")} more letters were printed and not kept.` }));
    if (!result.error && cell.text === text && python.session === session) { cell.ranIn = session; cell.ranOf = version; }
    if (!seen && !result.error) return result;
    if (result.error && !seen && stream.text) output.append(stream.box);
    output.append(...result.outputs.map(shown));
    if (result.error) output.append(make("pre", { className: "runner-error", textContent: result.error }));
    if (cell.exercise) keepVerdict(cell, result.verdict);
    else if (result.verdict) output.append(verdictOf(result.verdict));
    steadily(current?.place.element ?? cell.source, () => {
      if (output.childElementCount) put();
      else showNothing(cell, version);
      showButtons(cell);
    });
    showAge();
    return result;
  }

  function keepVerdict(cell, verdict) {
    cell.verdict = verdict;
    if (verdict?.right) memory.set(`${cell.exercise} solved`, "yes");
    if (verdict && cell.text !== cell.code) memory.set(`${cell.exercise} verdict`, JSON.stringify(verdict));
  }

  // -- What can be pressed -----------------------------------------------------------------------
  function pressRun(cell) {
    settle(cell);
    press({
      place: cell.place, cell, name: nameOf(cell),
      choose: () => neededFor(cell),
      done: (seconds) => (cell.exercise && cell.verdict ? verdictOf(cell.verdict) : `Done in ${seconds} s.`),
    });
  }

  // The cells that one needs run unseen before it, unless they ran already as they stand.
  async function neededFor(cell) {
    const now = versions();
    const fresh = (other) => other.ranIn === python.session && other.ranOf === now[other.place_in_page];
    const before = cells.slice(0, cell.place_in_page).filter((other) => !fresh(other) && !other.exercise && !other.solution);
    const listed = [...before, cell];
    const drawings = listed.flatMap((other, place) => (other.drawing ? [place] : []));
    const places = await python.plan(listed.map((other) => other.text), drawings);
    return places.map((place) => ({ cell: listed[place], seen: listed[place] === cell }));
  }

  const page = makePlace(bar);
  page.go.addEventListener("click", () => press({
    place: page, name: "the page",
    choose: () => cells.filter((cell) => !cell.exercise || cell.text !== cell.code).map((cell) => ({ cell, seen: true })),
    done: (seconds) => `Done in ${seconds} s, in your browser, with sixpieces in the place of MXNet: change a number and run again.`,
  }));
  resetButton.addEventListener("click", () => {
    stop();
    for (const cell of cells) if (!cell.exercise) toRest(cell);
    showProgress();
    page.busy = false;
    page.go.focus();
    page.say("The page is as it was built; your answers are kept.");
  });
  clearButton.addEventListener("click", () => {
    for (const cell of cells) if (cell.exercise) toRest(cell);
    showProgress();
    page.go.focus();
    page.say("Your answers on this page are cleared.");
  });

  // A click into code opens it there, but not one that follows a link or ends a selection.
  const letterAt = (pre, { clientX, clientY }) => {
    const spot = document.caretPositionFromPoint?.(clientX, clientY) ?? document.caretRangeFromPoint?.(clientX, clientY);
    const [node, offset] = spot ? [spot.offsetNode ?? spot.startContainer, spot.offset ?? spot.startOffset] : [];
    if (!node || !pre.contains(node)) return 0;
    const range = document.createRange();
    range.setStart(pre, 0);
    range.setEnd(node, offset);
    return range.toString().length;
  };
  for (const cell of cells) {
    cell.source.classList.add("runner-cell");
    cell.pre.addEventListener("click", (event) => {
      if (event.target.closest("a, button") || !document.getSelection().isCollapsed || cell.solution) return;
      edit(cell, { at: letterAt(cell.pre, event) });
    });
    if (!cell.solution) addStrip(cell);
  }

  // What the reader changed and answered at an earlier visit.
  async function restore() {
    const changed = cells.filter((cell) => {
      const kept = cell.exercise ? memory.get(cell.exercise) : memory.parsed(`cell ${cell.index}`);
      if (kept === null || (!cell.exercise && (kept.of !== cell.code || typeof kept.text !== "string"))) return false;
      cell.text = cell.exercise ? kept : kept.text;
      return cell.text !== cell.code;
    });
    for (const cell of changed.filter((one) => one.exercise)) {
      settle(cell);
      const verdict = memory.parsed(`${cell.exercise} verdict`);
      if (typeof verdict?.text !== "string") continue;
      cell.place.say(verdictOf(verdict));
      for (const element of cell.built) element.hidden = true;
    }
    if (changed.length) await wakeEditor();
    for (const cell of changed) {
      settle(cell);
      showText(cell);
      showButtons(cell);
      if (!cell.exercise) cell.place.say("Your change is kept.");
    }
    if (changed.length) showAge();
    showProgress();
  }

  restore();
  bar.classList.add("runner-ready");
  if (visit.asked && !navigator.connection?.saveData) {
    (window.requestIdleCallback ?? setTimeout)(() => wake().then(() => python.load()).catch(() => {}));
  }
})();
