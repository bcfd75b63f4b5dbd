// Loads Pyodide and the engine in a worker of its own, and runs the cells that the page sends.
// Every file is checked against the hash that the site was built with.
"use strict";

let runCell = null;

const say = (text) => postMessage({ type: "progress", text });

async function load({ address, core, lock, wheel, cells, style, inks, packages }) {
  const fetchAny = self.fetch.bind(self);
  self.fetch = async (resource, options) => {
    const url = new URL(resource.url ?? resource, location).href;
    const name = url.startsWith(address) ? url.slice(address.length) : "";
    const response = await fetchAny(resource, name in core ? { ...options, integrity: core[name] } : options);
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
    return response;
  };
  const runScript = async (name) => {
    const text = await (await fetch(address + name)).text();
    importScripts(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  };

  say("Loading Python (about 13 MB, once)");
  await runScript("pyodide.js");
  await runScript("pyodide.asm.js");
  const python = await loadPyodide({ indexURL: address, lockFileURL: lock });

  python.setStderr({ batched: say }); // the engine says there that it stands in for MXNet
  say(packages.includes("matplotlib") ? "Loading NumPy and matplotlib" : "Loading NumPy");
  const quiet = { messageCallback: () => {}, errorCallback: () => {} };
  await python.loadPackage(packages, quiet);

  say("Loading the engine");
  const bytes = await (await fetch(wheel)).arrayBuffer();
  python.unpackArchive(bytes, "wheel");
  python.FS.writeFile("/matplotlibrc", await (await fetch(style)).text());
  python.FS.writeFile("inks.py", await (await fetch(inks)).text());
  python.runPython(`
import os
os.environ.update(MPLBACKEND="agg", MATPLOTLIBRC="/matplotlibrc")
import numpy, sixpieces
numpy.set_printoptions(legacy="1.25")  # print numbers as the NumPy that the site was built with
sixpieces.install_as_mxnet()
`);
  const module = python.globals.get("dict")();
  python.runPython(await (await fetch(cells)).text(), { globals: module });
  runCell = module.get("run");
}

function run({ id, name, code }) {
  const handOn = (text) => postMessage({ type: "stream", id, text });
  const result = runCell(name, code, handOn);
  const plain = result.toJs({ dict_converter: Object.fromEntries });
  result.destroy();
  postMessage({ type: "result", id, ...plain });
}

onmessage = async ({ data }) => {
  try {
    if (data.type === "load") {
      await load(data);
      postMessage({ type: "ready" });
    } else {
      run(data);
    }
  } catch (error) {
    postMessage({ type: "failed", text: String(error.message ?? error) });
  }
};
