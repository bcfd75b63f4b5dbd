// One Python for a page: fetches its files, checks each against the hash that the site was built
// with, starts the worker, and can be stopped at any moment. Used by the cells of a page, and by
// whatever else wants to run the reader's code.

const MEGABYTE = 1e6;
const START_SECONDS = 120; // far more than a slow phone needs
export class Stopped extends Error {}

// What went wrong, in one sentence for the reader.
export class Trouble extends Error {}

export const megabytes = (bytes) => `${(bytes / MEGABYTE).toFixed(1)} MB`;

const integrity = (hex) => {
  const bytes = hex.match(/../g).map((pair) => parseInt(pair, 16));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
};

// A signal that is given when one of two is.
function either(one, other) {
  const both = new AbortController();
  for (const signal of [one, other]) {
    if (signal.aborted) both.abort();
    signal.addEventListener("abort", () => both.abort(), { once: true });
  }
  return both.signal;
}

// -- A policy that the host adds is named as the cause -------------------------------------------
let refusal = null;
document.addEventListener("securitypolicyviolation", (event) => {
  if (event.disposition === "enforce" && /^(connect|worker|script)-src/.test(event.effectiveDirective)) {
    refusal = `the policy of this site's host (its Content-Security-Policy, ${event.effectiveDirective}) forbids ${event.blockedURI}`;
  }
});

// -- Files ---------------------------------------------------------------------------------------
// Fetches one file. `patience` is how many seconds may pass without a byte.
async function fetchOnce(address, { sha256, patience, signal, count, fresh, feed }) {
  const host = new URL(address).host;
  const file = address.split("/").at(-1).split("?")[0];
  const quiet = new AbortController();
  let waiting;
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => quiet.abort(), patience * 1000);
  };
  const canHash = Boolean(globalThis.crypto?.subtle); // only on pages that came safely
  const chunks = [];
  try {
    wait();
    const response = await fetch(address, {
      signal: either(signal, quiet.signal),
      cache: fresh ? "reload" : "default",
      referrerPolicy: "no-referrer",
      ...(sha256 && !canHash ? { integrity: integrity(sha256) } : {}),
    });
    if (!response.ok) throw new Trouble(`${host} answers ${response.status} for ${file}`);
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      wait();
      chunks.push(value);
      feed?.enqueue(value);
      count(value.length);
    }
  } catch (error) {
    feed?.error(error);
    if (error instanceof Trouble) throw error;
    if (signal.aborted) throw new Stopped();
    if (quiet.signal.aborted) throw new Trouble(`${host} sent nothing for ${patience} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 50)); // the browser tells of it a little later
    if (refusal) throw new Trouble(refusal);
    throw new Trouble(`${host} could not be reached for ${file}: check the connection`);
  } finally {
    clearTimeout(waiting);
  }
  const blob = new Blob(chunks);
  if (sha256 && canHash) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
    const found = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (found !== sha256) {
      feed?.error(new Error("damaged"));
      throw Object.assign(new Trouble(`${file} arrived damaged: it is not the file that this site was built with`), { damaged: true });
    }
  }
  return blob;
}

async function fetchFile(address, options) {
  let counted = 0;
  const count = (bytes) => { counted += bytes; options.count(bytes); };
  try {
    return await fetchOnce(address, { ...options, count });
  } catch (error) {
    if (!error.damaged) throw error;
    options.count(-counted); // the browser may have kept a damaged copy: ask once for another
    return fetchOnce(address, { ...options, fresh: true });
  }
}

// Fetches WebAssembly and compiles it while it arrives.
async function fetchModule(address, options) {
  let compiled, file;
  const compile = (feed) => {
    const stream = new ReadableStream({ start: (controller) => { feed.enqueue = (chunk) => controller.enqueue(chunk); feed.error = (error) => controller.error(error); feed.close = () => controller.close(); } });
    const module = WebAssembly.compileStreaming(new Response(stream, { headers: { "Content-Type": "application/wasm" } }));
    module.catch(() => {});
    return module;
  };
  const feed = {};
  if (WebAssembly.compileStreaming) compiled = compile(feed);
  try {
    file = await fetchOnce(address, { ...options, feed: compiled ? feed : null });
    feed.close?.();
  } catch (error) {
    if (!error.damaged) throw error;
    file = await fetchOnce(address, { ...options, count: () => {}, fresh: true });
    compiled = null;
  }
  try {
    return await (compiled ?? WebAssembly.compile(await file.arrayBuffer()));
  } catch (error) {
    throw new Trouble(refusal ?? `this browser cannot compile Python: ${error.message}`);
  }
}

// -- Python --------------------------------------------------------------------------------------
export class Python {
  // Reads what the build wrote of files and addresses.
  static async at(home) {
    const signal = new AbortController().signal;
    const file = await fetchFile(home, { patience: 20, count: () => {}, signal });
    return new Python({ ...JSON.parse(await file.text()), home });
  }

  constructor(settings) {
    this.settings = settings; // see conf/runner.py
    this.kept = new Map(); // what has arrived, for the next start
    this.report = () => {};
    this.forget();
  }

  forget() {
    this.controller = new AbortController();
    this.worker = this.loading = null;
    this.waiting = new Map(); // number of a question -> the functions that end its promise
    this.packages = new Set(["numpy"]);
    this.session = (this.session ?? 0) + 1; // what ran in one session is unknown to the next
  }

  stop(error = new Stopped()) {
    this.controller.abort();
    this.worker?.terminate();
    const { waiting } = this;
    this.forget();
    for (const { reject } of waiting.values()) reject(error);
  }

  // Starts Python, once; every caller waits for the same start.
  load() {
    if (!this.loading) {
      const { session } = this;
      this.loading = this.start().catch((error) => {
        if (session === this.session) this.stop(error);
        throw error;
      });
      this.loading.catch(() => {});
    }
    return this.loading;
  }

  // Fetches the named files of Pyodide together; says how far all of them are.
  async fetchAll(names, text) {
    const { address, hashes, sizes, patience } = this.settings;
    const missing = names.filter((name) => !this.kept.has(name));
    const total = missing.reduce((sum, name) => sum + sizes[name], 0);
    let done = 0;
    const { signal } = this.controller;
    const tell = () => total && this.report({ text: `${text}: ${megabytes(done)} of ${megabytes(total)}, once`, done, total });
    tell();
    const count = (bytes) => { done += bytes; if (!signal.aborted) tell(); };
    const siblings = new AbortController(); // one failure ends the others
    const options = { patience, count, signal: either(signal, siblings.signal) };
    try {
      await Promise.all(missing.map(async (name) => {
        const get = name.endsWith(".wasm") ? fetchModule : fetchFile;
        this.kept.set(name, await get(address + name, { ...options, sha256: hashes[name] }));
      }));
    } catch (error) {
      siblings.abort();
      throw error;
    }
    return Object.fromEntries(names.map((name) => [name, this.kept.get(name)]));
  }

  // Fetches this site's own files: the engine's wheel and what the worker reads.
  async fetchOwn() {
    const { own, home, patience } = this.settings;
    const options = { patience, count: () => {}, signal: this.controller.signal };
    return Promise.all(Object.entries(own).map(async ([name, path]) => {
      if (this.kept.has(name)) return;
      this.kept.set(name, await fetchFile(new URL(path, home).href, options));
    }));
  }

  async start() {
    const { address, core, packages } = this.settings;
    const { session } = this;
    const [files] = await Promise.all([
      this.fetchAll([...core, ...packages.numpy], "Fetching Python and NumPy"),
      this.fetchOwn(),
    ]);
    if (session !== this.session) throw new Stopped();
    const scripts = ["pyodide.js", "pyodide.asm.js"].map((name) => [files[name], "\n;\n"]).flat();
    const program = URL.createObjectURL(new Blob([...scripts, this.kept.get("worker")], { type: "text/javascript" }));
    const module = files["pyodide.asm.wasm"];
    for (const name of ["pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm"]) delete files[name];
    const texts = { lock: JSON.stringify(this.settings.lock) };
    for (const name of ["style", "cells", "inks"]) texts[name] = await this.kept.get(name).text();
    if (session !== this.session) throw new Stopped();
    this.worker = new Worker(program);
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => this.stop(new Trouble(refusal ?? `Python's worker did not start (${event.message || "no reason was given"})`));
    const limit = setTimeout(() => this.stop(new Trouble(`Python did not start in ${START_SECONDS} seconds`)), START_SECONDS * 1000);
    try {
      await this.ask("load", { address, files, module, wheel: this.kept.get("wheel"), texts });
    } finally {
      clearTimeout(limit);
      URL.revokeObjectURL(program);
    }
  }

  hear({ type, id, text, value }) {
    const question = this.waiting.get(id);
    if (type === "progress") this.report({ text });
    if (type === "stream") question?.hear(text);
    if (type === "answer" || type === "failed") this.waiting.delete(id);
    if (type === "answer") question?.resolve(value);
    // Of a traceback the last line says what went wrong.
    if (type === "failed") question?.reject(new Trouble(text.trim().split("\n").at(-1)));
  }

  ask(type, content, hear = () => {}) {
    const id = (this.asked = (this.asked ?? 0) + 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, hear });
      this.worker.postMessage({ type, id, ...content });
    });
  }

  // Loads matplotlib when the code is the first that needs it.
  async prepare(code) {
    if (this.packages.has("matplotlib") || !(await this.ask("wants", { code }))) return;
    const { session } = this;
    const { packages, address } = this.settings;
    const files = await this.fetchAll(packages.matplotlib, "Fetching matplotlib, for figures");
    if (session !== this.session) throw new Stopped();
    this.report({ text: "Starting matplotlib" });
    await this.ask("add", { name: "matplotlib", files, address });
    this.packages.add("matplotlib");
  }

  // Which of the cells the last one needs.
  plan(sources, drawings) {
    return this.ask("plan", { sources, drawings });
  }

  // Runs one cell; `hear` gets what it prints, and what comes back has its outputs.
  async run({ name, code, seen = true, hear, begin = () => {} }) {
    await this.load();
    await this.prepare(code);
    begin();
    return this.ask("run", { name, code, seen }, hear);
  }
}
