// An editor laid over highlighted code: a plain text field whose letters are transparent, so that
// keys, screen readers, phones and undo work as everywhere, above the coloured copy of its text.

const KEYWORDS = "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(" ");
const CONSTANTS = ["False", "None", "True"];
const BUILTINS = "abs all any bool bytes callable dict dir divmod enumerate filter float format frozenset getattr hasattr hash id int isinstance issubclass iter len list map max min next object open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip".split(" ");
const PARTS = [
  ["c1", /#[^\n]*/],
  ["s2", /[rbfuRBFU]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\[\s\S]|[^"\\\n])*(?:"|$|(?=\n))|'(?:\\[\s\S]|[^'\\\n])*(?:'|$|(?=\n)))/],
  ["nd", /@[\w.]+/],
  ["mf", /(?:\d[\d_]*\.[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?|\d[\d_]*[eE][+-]?\d+/],
  ["mi", /0[xXbBoO][\da-fA-F_]+|\d[\d_]*/],
  ["word", /[^\W\d]\w*/u],
  ["o", /[-+*/%@&|^~<>=!]+|\.\.\./],
  ["p", /[()[\]{}.,:;]/],
];
const TOKEN = new RegExp(PARTS.map(([, part]) => `(${part.source})`).join("|"), "gu");

// Which class of the site's style sheet a word has; `before` is the word before it.
function kindOfWord(word, before, follows) {
  if (["and", "or", "not", "in", "is"].includes(word)) return "ow";
  if (["import", "from"].includes(word)) return "kn";
  if (KEYWORDS.includes(word)) return "k";
  if (CONSTANTS.includes(word)) return "kc";
  if (before === "def") return "nf";
  if (before === "class") return "nc";
  return BUILTINS.includes(word) && follows === "(" ? "nb" : "n";
}

/** Return Python's text as coloured spans. */
export function highlighted(text) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  let before = "";
  for (const found of text.matchAll(TOKEN)) {
    const kind = PARTS[found.slice(1).findIndex((part) => part !== undefined)][0];
    const [token] = found;
    if (found.index > end) fragment.append(text.slice(end, found.index));
    end = found.index + token.length;
    const span = document.createElement("span");
    span.className = kind === "word" ? kindOfWord(token, before, text[end]) : kind;
    span.textContent = token;
    fragment.append(span);
    if (kind === "word") before = token;
  }
  fragment.append(text.slice(end));
  return fragment;
}

/** Lay a text field over `pre`; `changed(text)` hears of each change. */
export function lay(pre, { text, label, changed, run, leave }) {
  const field = Object.assign(document.createElement("textarea"), {
    className: "runner-editor", value: text, spellcheck: false, autocapitalize: "off",
    autocomplete: "off", ariaLabel: label, title: "Ctrl+Enter runs it, Esc closes it",
  });
  field.setAttribute("autocorrect", "off");
  field.setAttribute("wrap", "off");
  const colour = () => {
    pre.replaceChildren(highlighted(field.value), "\n");
    pre.scrollLeft = field.scrollLeft;
  };
  field.addEventListener("input", () => { colour(); changed(field.value); });
  field.addEventListener("scroll", () => { pre.scrollLeft = field.scrollLeft; });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.shiftKey || event.metaKey)) {
      event.preventDefault();
      run();
    } else if (event.key === "Enter") {
      const line = field.value.slice(0, field.selectionStart).split("\n").at(-1);
      const indent = /^\s*/.exec(line)[0] + (/:\s*(#.*)?$/.test(line) ? "    " : "");
      if (indent && document.execCommand("insertText", false, `\n${indent}`)) event.preventDefault();
    } else if (event.key === "Escape") {
      event.preventDefault();
      leave();
    }
  });
  pre.parentElement.classList.add("runner-laid");
  pre.inert = true; // the field says what it shows
  pre.parentElement.append(field); // behind the copy button: the next stop is Run
  colour();
  return {
    field,
    set(value) { field.value = value; colour(); changed(value); },
    remove() {
      field.remove();
      pre.inert = false;
      pre.parentElement.classList.remove("runner-laid");
    },
  };
}
