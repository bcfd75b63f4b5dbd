/* Comforts that reading does not need: formulas copy as TeX, wide boxes scroll from the keyboard. */
(() => {
  "use strict";

  const source = (math) => math.querySelector('annotation[encoding="application/x-tex"]')?.textContent;

  // A selection that holds formulas is copied with their TeX in place of loose symbols.
  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const place = range.commonAncestorContainer;
    const within = (place.closest ? place : place.parentElement)?.closest("span.math, div.math");
    if (within) {
      event.clipboardData.setData("text/plain", source(within) ?? selection.toString());
      event.preventDefault();
      return;
    }
    const part = range.cloneContents();
    const formulas = part.querySelectorAll("span.math, div.math");
    if (!formulas.length) return;
    for (const formula of formulas) {
      const tex = source(formula);
      if (tex === undefined) return;
      const mark = formula.querySelector(".together")?.lastChild.data ?? ""; // conf/typography.py
      formula.replaceWith(formula.matches("div") ? `\n$$\n${tex}\n$$\n` : `$${tex}$${mark}`);
    }
    const box = document.createElement("div");
    box.style.cssText = "position:fixed;left:-100vw;white-space:pre-wrap";
    box.append(part);
    document.body.append(box);
    event.clipboardData.setData("text/plain", box.innerText);
    event.preventDefault();
    box.remove();
  });

  // Each formula on a line of its own has a quiet button.
  for (const formula of document.querySelectorAll("div.math")) {
    const tex = source(formula);
    if (tex === undefined) continue;
    const button = document.createElement("button");
    button.className = "copy-tex";
    button.type = "button";
    button.textContent = "TeX";
    button.setAttribute("aria-label", "Copy this formula as TeX");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(tex);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "TeX"), 1500);
    });
    formula.append(button);
  }

  // A box that is wider than the screen can be reached and scrolled with the keyboard.
  const boxes = ".table-wrapper, .math-wrapper, .highlight pre, .cell_output, .cell_output pre";
  const kinds = { "table-wrapper": "Table", "math-wrapper": "Formula" };
  const mark = () => {
    for (const box of document.querySelectorAll(boxes)) {
      if (box.scrollWidth > box.clientWidth + 1) {
        const kind = Object.keys(kinds).find((name) => box.classList.contains(name));
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", `${kinds[kind] ?? "Code"}, scrolls sideways`);
      } else if (box.getAttribute("role") === "group") {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    }
  };
  mark();

  // The sidebar begins at the page one is on.
  const side = document.querySelector(".sidebar-scroll");
  const here = side?.querySelector("a.reference.current, li.current-page > a");
  if (here) side.scrollTop += here.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3;

  // The switch of the colours says by its name which ones are on.
  const colours = { auto: "as the system", light: "light", dark: "dark" };
  const name = () => {
    for (const button of document.querySelectorAll(".theme-toggle")) {
      button.ariaLabel = `Colours: ${colours[document.body.dataset.theme] ?? colours.auto}`;
    }
  };
  name();
  new MutationObserver(name).observe(document.body, { attributeFilter: ["data-theme"] });

  // A lesson whose take-away was on the screen is read; the page of one's own progress counts it.
  const takeaway = document.querySelector(".takeaway");
  if (takeaway) {
    new IntersectionObserver(([seen], observer) => {
      if (!seen.isIntersecting) return;
      try { localStorage.setItem(`sixpieces ${location.pathname} read`, "yes"); } catch { /* private mode */ }
      observer.disconnect();
      dispatchEvent(new Event("sixpieces-kept"));
    }).observe(takeaway);
  }

  // The menu marks the lessons that were read, and those whose exercises are all solved.
  const kept = (key) => { try { return localStorage.getItem(key) !== null; } catch { return false; } };
  const markMenu = () => {
    for (const link of side?.querySelectorAll("a.reference.internal") ?? []) {
      const words = ["read", "solved"].filter((word) => kept(`sixpieces ${link.pathname} ${word}`));
      const said = words.join(" and ");
      const old = link.querySelector(".kept");
      if ((old?.title ?? "") === said) continue;
      old?.remove();
      if (!said) continue;
      const mark = document.createElement("span");
      Object.assign(mark, { className: "kept", title: said, textContent: words.includes("solved") ? "✓✓" : "✓", ariaLabel: said });
      mark.setAttribute("role", "img");
      link.append(" ", mark);
    }
  };
  markMenu();
  for (const event of ["sixpieces-kept", "pageshow", "storage"]) addEventListener(event, markMenu);

  // Who goes to the search field is about to search: the list of sections is fetched meanwhile.
  document.querySelector(".sidebar-search-container")?.addEventListener("focusin", ({ currentTarget }) => {
    if (location.protocol === "file:") return;
    const href = new URL("search-index.js", currentTarget.action).href;
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href }));
  }, { once: true });

  document.fonts?.ready.then(mark);
  addEventListener("resize", mark);
})();
