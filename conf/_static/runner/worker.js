// The reader's own Python, in a worker of its own: it starts Pyodide and the engine from the files
// that the page fetched and checked, and runs the cells that the page sends.
//
// The page puts Pyodide's two scripts before this one and starts all three as one blob, so that the
// page's own policy governs this worker on every host: nothing here fetches, evaluates or imports.
(() => {
  "use strict";

  let python = null;
  let cells = null; // the namespace of cells.py
  const given = new Map(); // address -> file
  const types = { wasm: "application/wasm", json: "application/json" };
  const fetchAny = self.fetch.bind(self);
  self.fetch = async (resource, options) => {
    const address = String(resource.url ?? resource);
    if (!given.has(address)) return fetchAny(resource, options);
    const type = types[address.split(".").at(-1)] ?? "application/octet-stream";
    return new Response(given.get(address), { headers: { "Content-Type": type } });
  };

  const say = (text) => postMessage({ type: "progress", text });

  // Pyodide would compile its WebAssembly again; the page did while it arrived. Where it cannot be
  // started, Pyodide only warns and waits for good: the promise given here fails.
  function hand(module) {
    const instantiate = WebAssembly.instantiateStreaming;
    return new Promise((_resolve, reject) => {
      WebAssembly.instantiateStreaming = async (_response, imports) => {
        WebAssembly.instantiateStreaming = instantiate;
        try {
          return { module, instance: await WebAssembly.instantiate(module, imports) };
        } catch (error) {
          reject(error);
          throw error;
        }
      };
    });
  }

  async function load({ address, files, module, wheel, texts }) {
    for (const [name, file] of Object.entries(files)) given.set(address + name, file);
    given.set(`${address}pyodide.asm.wasm`, new Blob());
    given.set(`${address}pyodide-lock.json`, new Blob([texts.lock]));
    const refused = hand(module);
    say("Starting Python");
    const started = loadPyodide({ indexURL: address, lockFileURL: `${address}pyodide-lock.json` });
    python = await Promise.race([started, refused]);
    python.setStderr({ batched: () => {} }); // the engine says there that it stands in for MXNet
    await add("numpy", {});
    say("Starting the engine");
    python.unpackArchive(await wheel.arrayBuffer(), "wheel");
    python.FS.writeFile("/matplotlibrc", texts.style);
    python.FS.writeFile("inks.py", texts.inks);
    cells = python.globals.get("dict")();
    python.runPython(texts.cells, { globals: cells });
    call("begin");
    given.clear();
  }

  async function add(name, files, address) {
    for (const [file, blob] of Object.entries(files)) given.set(address + file, blob);
    const problems = [];
    const errorCallback = (text) => problems.push(text);
    await python.loadPackage(name, { messageCallback: () => {}, errorCallback });
    if (problems.length) throw new Error(problems.join(" "));
    if (name === "matplotlib") call("ready_matplotlib");
    given.clear();
  }

  // Calls a function of cells.py and gives its value as one of JavaScript's own.
  function call(name, ...values) {
    const function_ = cells.get(name);
    const value = function_(...values.map((one) => (Array.isArray(one) ? python.toPy(one) : one)));
    function_.destroy();
    if (!value?.toJs) return value;
    const plain = value.toJs({ dict_converter: Object.fromEntries });
    value.destroy();
    return plain;
  }

  const answers = {
    load,
    add: ({ name, files, address }) => add(name, files, address),
    plan: ({ sources, drawings }) => call("plan", sources, drawings),
    wants: ({ code }) => call("wants", code),
    run: ({ id, name, code, seen }) =>
      call("run", name, code, (text) => postMessage({ type: "stream", id, text }), seen),
  };

  onmessage = async ({ data }) => {
    try {
      postMessage({ type: "answer", id: data.id, value: await answers[data.type](data) });
    } catch (error) {
      postMessage({ type: "failed", id: data.id, text: String(error?.message ?? error) });
    }
  };
})();
