/* The page of search: MiniSearch matches the entries of search-index.js, and the rules below rank
   them. The question is in the address (?q=...); nothing is asked of any server. */
(() => {
  "use strict";

  // How much more a kind of entry counts, and what it is called beside a result.
  const KINDS = {
    symptom: [1.5, "symptom"],
    term: [1.35, "term"],
    lesson: [1.25, "lesson"],
    "how-to": [1.1, "how-to"],
    inside: [0.8, "inside the engine"],
    about: [0.6, "about the site"],
    gallery: [0.6, "script"],
    reference: [0.55, "reference"],
    name: [0.6, "reference"],
  };
  const FIELDS = { title: 6, words: 5, page: 1.2, first: 1.5, body: 1 };
  const PAGE = 1.15; // a page before its sections
  const WHOLE = 3; // a term, a page or a name whose title is the whole question
  const ENOUGH = 5; // found with all words: then none with fewer is shown
  const AT_FIRST = 10;

  // -- Words ------------------------------------------------------------------------------------
  const PARTS = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g;

  /** The words of a text; names that are written together count whole and in their parts. */
  const tokenize = (text) => {
    const found = [];
    for (const word of text.match(/\d+(?:\.\d+)?|[\p{L}_][\p{L}\p{N}_]*(?:[-'’][\p{L}\p{N}_]+)*/gu) ?? []) {
      found.push(word.replace(/-/g, ""));
      const parts = /[-_]|[a-z][A-Z]/.test(word) ? word.match(PARTS) : null;
      if (parts?.length > 1) found.push(...parts);
    }
    return found;
  };

  /** One form of a word for all: no capitals, no plural, "not" for "doesn't", one spelling. */
  const reduced = new Map();
  const reduce = (word) => {
    if (!reduced.has(word)) reduced.set(word, reduceOnce(word));
    return reduced.get(word);
  };
  const reduceOnce = (word) => {
    if (/^\d/.test(word)) return String(Math.round(Number(word) * 1000) / 1000);
    return word.toLowerCase().replace("’", "'").replace(/'s$/, "").replace(/^.*n't$/, "not")
      .replace(/(ss|ch|sh|x)es$/, "$1").replace(/([^aeious])ies$/, "$1y").replace(/([^aiosu'])s$/, "$1")
      .replace(/is(e|er|ed|ing|ation)$/, "iz$1");
  };

  /** The anchor that an entry of this title has, unless search-index.js gives another. */
  const usual = (kind, title) =>
    kind === "name" ? `sixpieces.${title}` : title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  // -- Finding ----------------------------------------------------------------------------------
  /** Return the function that answers a question with entries, the best first. */
  const finder = ({ pages, entries, words, places, unsaid }) => {
    const rest = new Set(unsaid.split(" "));
    const processTerm = (word) => (rest.has(word.toLowerCase()) ? null : reduce(word));
    const bodies = entries.map(() => []);
    const steps = places.split(",");
    words.split(" ").forEach((word, number) => {
      let at = 0;
      for (const step of steps[number].split(" ")) bodies[(at += parseInt(step, 36))].push(word);
    });
    const documents = [];
    for (const [address, kindOfPage, count] of pages) {
      const top = entries[documents.length];
      for (let i = 0; i < count; i++) {
        const id = documents.length;
        const [anchor, title, first, more = "", kind = kindOfPage] = entries[id];
        const page = i ? top[1] : "";
        documents.push({
          id, title, first, page, kind, words: more, body: bodies[id].join(" "),
          address: anchor ? `${address}#${anchor === 1 ? usual(kind, title) : anchor}` : address,
        });
      }
    }
    const titles = documents.map(({ title, page, kind }) =>
      !page || kind === "term" || kind === "name" ? tokenize(title).map(reduce).join(" ") : "");
    const index = new MiniSearch({
      fields: Object.keys(FIELDS),
      tokenize: (text, field) => (field === "body" ? text.split(" ") : tokenize(text)),
      processTerm,
    });
    index.addAll(documents);

    const options = {
      boost: FIELDS,
      prefix: (term) => (/^\d/.test(term) ? /\.\d\d/.test(term) : term.length > 2),
      boostDocument: (id) => KINDS[documents[id].kind][0] * (documents[id].page ? 1 : PAGE),
      bm25: { k: 1.2, b: 0.25, d: 0.5 },
    };
    const search = (question, way) => index.search(question, { ...options, ...way });

    /** Return what has all words, or a slip of the pen away from them; where that is little, also
        what has some of them, the lower the fewer. */
    return (question) => {
      const asked = tokenize(question).map(reduce).join(" ");
      const most = new Set(tokenize(question).map(processTerm).filter(Boolean)).size;
      const all = search(question, { combineWith: "AND" });
      const near = !all.length;
      if (near) all.push(...search(question, { combineWith: "AND", fuzzy: (term) => term.length > 4 && 0.25 }));
      const known = new Set(all.map(({ id }) => id));
      const some = all.length < ENOUGH
        ? search(question, { combineWith: "OR" }).filter(({ id }) => !known.has(id))
        : [];
      const ranked = [...all, ...some].map(({ id, score, terms, queryTerms }) => {
        const share = known.has(id) ? 1 : Math.min(1, queryTerms.length / most);
        return { ...documents[id], terms, score: score * share ** 2 * (titles[id] === asked ? WHOLE : 1) };
      });
      ranked.sort((a, b) => b.score - a.score);
      return { found: ranked.slice(0, all.length + AT_FIRST), all: all.length, near };
    };
  };

  // -- The page ---------------------------------------------------------------------------------
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /** A text with the words that were found marked in it. */
  const marked = (text, terms) =>
    text.split(/([\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*)/u).map((piece) =>
      tokenize(piece).some((word) => terms.has(reduce(word))) ? element("mark", {}, piece) : piece);

  const result = ({ address, title, page, kind, first, terms: found }) => {
    const terms = new Set(found);
    const link = element("a", { href: document.documentElement.dataset.content_root + address }, ...marked(title, terms));
    const where = KINDS[kind][1] + (page ? `, in ${page}` : "");
    const item = element("li", {}, link, " ", element("span", { className: "where" }, where));
    if (first) item.append(element("p", {}, ...marked(first, terms)));
    return item;
  };

  const show = (find) => {
    const form = document.querySelector(".search-again");
    if (!form) return;
    const field = form.elements.q;
    const [said, list, more, start] = ["said", "list", "more", "start"].map((name) => document.getElementById(`search-${name}`));
    let left = [];

    const append = (count) => {
      const items = left.splice(0, count).map(result);
      list.append(...items);
      more.hidden = !left.length;
      more.textContent = `Show ${Math.min(left.length, 2 * AT_FIRST)} more`;
      return items[0];
    };
    const answer = () => {
      const question = field.value.trim();
      const { found, all, near } = question ? find(question) : { found: [], all: 0, near: false };
      const some = found.length - all;
      const results = (count) => `${count} ${count === 1 ? "result" : "results"}`;
      said.textContent = !question ? ""
        : all ? `${results(all)} for ${near ? "words like " : ""}“${question}”${some ? `, ${some} more for some of the words` : ""}.`
        : some ? `Nothing has all the words of “${question}”; ${results(some)} for some of them.`
        : `Nothing found for “${question}”. Try fewer or other words, or look below.`;
      list.replaceChildren();
      left = found;
      start.hidden = left.length > 0;
      append(AT_FIRST);
      try {
        history.replaceState(null, "", question ? `?${new URLSearchParams({ q: question })}` : location.pathname);
      } catch { /* from disk, some browsers keep an address as it is */ }
    };

    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(answer, 150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      answer();
    });
    more.addEventListener("click", () => append(2 * AT_FIRST)?.querySelector("a").focus());
    // The arrows walk from the field down the results and back.
    document.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [field, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const next = stops[at + step];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    });

    field.value = new URLSearchParams(location.search).get("q") ?? field.value;
    answer();
    if (!field.value && matchMedia("(hover: hover)").matches) field.focus();
  };

  globalThis.searchIndex = (data) => {
    const find = finder(data);
    if (globalThis.document) show(find);
    return find;
  };
})();
