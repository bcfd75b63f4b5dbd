"""Search that finds sections: one list of them, written with the site, and read by one script.

Sphinx's own search finds pages, and fetches every page that it found for an excerpt. Here each
section, each term of the glossary and each name of the reference is an entry of its own, with its
address and its first sentence, so that a reader's browser fetches one file. The list is collected
while the pages are read; `search_words.toml` adds what readers type and pages do not say. How
entries are matched is the work of MiniSearch (`conf/minisearch`, MIT licence), how they are ranked
is said in `_static/search/search.js`.

Kept: Sphinx finds pages, not sections; Pagefind finds nothing from disk.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.util import logging

CONF = Path(__file__).parent
LIBRARY = CONF / "minisearch"
WORDS = CONF / "search_words.toml"
INDEX = "search-index.js"
LONGEST = 140  # letters of a snippet
logger = logging.getLogger(__name__)

SYMPTOMS = "how_to/diagnose_a_bad_score"
GLOSSARY = "reference/glossary"
# What kind of page a page is: the first beginning that fits decides.
KINDS = {
    SYMPTOMS: "symptom",
    **dict.fromkeys(("start/", "pieces/", "mathematics/", "network/", "log_loss/"), "lesson"),
    "how_to/": "how-to",
    "inside/": "inside",
    "gallery/": "gallery",
    "reference/": "reference",
    "": "about",
}
# What nobody reads as text: pictures, outputs, what is said to machines, what has an entry itself.
PASSED_OVER = (
    *(
        nodes.comment,
        nodes.raw,
        nodes.doctest_block,
        nodes.image,
        nodes.system_message,
        nodes.title,
        nodes.meta,
    ),
    *(nodes.substitution_definition, nodes.math_block, addnodes.index, addnodes.toctree),
    *(addnodes.desc_signature, addnodes.glossary),
)
WORD = re.compile(r"\d+\.\d+|[^\W\d]\w*(?:['\u2019]\w+)?")
NAME = re.compile(r"[a-z]\w*_\w+|[A-Z][a-z]+[A-Z]\w+")  # names that say something by themselves
NAMED_PAGE = re.compile("⟨(.*?)⟩")
END_OF_SENTENCE = re.compile(r"(?<=[.!?])[”\")]?\s")
# Words that say nothing of what a section is about; the script leaves them out of questions too.
UNSAID = (
    "a an and are as at be but by can could did do does for from had has have he her his how i if "
    "in into is it its my of on or our should so than that the their them then there these they "
    "this those to us was we were what when where which who with would you your"
)
STOP_WORDS = frozenset(UNSAID.split())
TEX = [
    (r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"\1/\2"),
    (r"\\(?:mathrm|text|operatorname|mathbf)\{([^{}]*)\}", r"\1"),
    (r"\\(ln|log|exp|max|min|sum|sigma|eta|theta|partial|pi)\b", r"\1 "),
    (r"\\(?:cdot|times)\b", "·"),
    (r"\\(?:to|rightarrow|leftarrow)\b", "→"),
    (r"\^\{?2\}?", "²"),
    (r"\^\{?\\top\}?", "ᵀ"),
    (r"\\[,;: ]", " "),
    (r" (?=[(·])|(?<=·) ", ""),
]


# -- Text -----------------------------------------------------------------------------------------
def plain_formula(tex: str) -> str:
    """Return a short formula as a line of text, or an ellipsis where that cannot be read.

    >>> plain_formula(r"\\ln 2"), plain_formula("x \\\\cdot w"), plain_formula("w_1^2")
    ('ln 2', 'x·w', '…')
    """
    for pattern, text in TEX:
        tex = re.sub(pattern, text, tex)
    tex = " ".join(tex.split())
    return "…" if re.search(r"[\\{}_^]", tex) or len(tex) > 30 else tex


def text_of(node) -> str:
    """Return what a paragraph says; a page that is named by its title stands in angle brackets."""
    if isinstance(node, nodes.math):
        return plain_formula(node.astext())
    if isinstance(node, addnodes.pending_xref) and not node.get("refexplicit"):
        if node["reftype"] in ("doc", "ref"):
            return f"⟨{node['reftarget'].lstrip('/')}⟩"
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, PASSED_OVER):
        return ""
    return "".join(map(text_of, node.children))


def first_sentence(text: str) -> str:
    """Return the first sentence that says something, cut where it is long.

    >>> first_sentence("Cause. Too few steps, or too small ones. The program is right.")
    'Cause. Too few steps, or too small ones.'
    >>> first_sentence("word " * 50)[-11:]
    'word word …'
    """
    text = re.sub(":$", ".", " ".join(text.split()))
    end = next((m.start() for m in END_OF_SENTENCE.finditer(text) if m.start() > 24), len(text))
    sentence = text[:end]
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def first_paragraph(node) -> str:
    """Return the first paragraph of a section that says something."""
    for child in node.children:
        if isinstance(child, nodes.paragraph) and (text := text_of(child).strip()):
            return text
    return ""


def words_in(text: str, pattern=WORD) -> list[str]:
    """Return the words of a text that say something, each once, in their order.

    >>> words_in("The loss of a row is a loss, 0.693 of it.")
    ['loss', 'row', '0.693']
    """
    text = NAMED_PAGE.sub(" ", text)
    found = dict.fromkeys(word.lower().replace("\u2019", "'") for word in pattern.findall(text))
    return [word for word in found if len(word) > 1 and word not in STOP_WORDS]


def texts_below(node, code: bool):
    """Yield the texts below a node that belong to its own entry: prose, or the code of cells."""
    for child in node.children:
        if isinstance(child, (nodes.Text, nodes.section, addnodes.desc, *PASSED_OVER)):
            continue
        if child.get("nb_element") == "cell_code_output" or child.get("kind") == "setup":
            continue
        if isinstance(child, nodes.literal_block):
            if code and not child.get("classes"):
                yield child.astext()
        elif isinstance(child, (nodes.paragraph, nodes.term)):
            if not code:
                yield text_of(child)
        else:
            yield from texts_below(child, code)


# -- Entries --------------------------------------------------------------------------------------
def entry(anchor: str, title: str, first: str, node, kind: str = "") -> dict:
    """Return one entry; words that stand in its title or its first sentence are not repeated."""
    title, first = " ".join(title.split()), first_sentence(first)
    said = {word.rstrip("s") for word in words_in(f"{title} {first}")}
    names = words_in(" ".join(texts_below(node, code=True)), NAME)
    words = words_in(" ".join(texts_below(node, code=False)))
    words += names
    body = [word for word in dict.fromkeys(words) if word.rstrip("s") not in said]
    return {"anchor": anchor, "title": title, "first": first, "kind": kind, "body": body}


def sections_of(doctree) -> list[dict]:
    """Return the entries of a page, itself first."""
    description = next(
        (meta["content"] for meta in doctree.findall(nodes.meta) if meta["name"] == "description"),
        "",
    )
    found, group = [], ""
    for section in doctree.findall(nodes.section):
        if not isinstance(section[0], nodes.title):
            continue
        title, first = text_of_title(section), first_paragraph(section)
        if not found:  # the page itself
            found.append(entry("", title, description or first, section))
            continue
        deep = isinstance(section.parent.parent, nodes.section)  # below a section of the page
        if not deep:
            group = title
        found.append(entry(section["ids"][0], title, first, section))
        found[-1] |= {"ids": section["ids"], "group": group if deep else ""}
    return found


def text_of_title(section) -> str:
    return "".join(map(text_of, section[0].children))


def terms_of(doctree) -> list[dict]:
    """Return an entry for each term of a glossary, with its names in formulas and code."""
    codes = {}
    for row in doctree.findall(nodes.row):
        cells = [cell.astext() for cell in row.children]
        if len(cells) == 3:
            codes.setdefault(cells[0].strip(), cells[2])
    found = []
    for glossary in doctree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            definition = next(item.findall(nodes.definition))
            for term in item.findall(nodes.term):
                title = term.astext()
                new = entry(term["ids"][0], title, first_paragraph(definition), definition, "term")
                found.append(new | {"words": words_in(codes.get(title, ""))})
    return found


def names_of(doctree) -> list[dict]:
    """Return an entry for each function, class and method that a page of the reference has."""
    found = []
    for desc in doctree.findall(addnodes.desc):
        if desc.get("domain") != "py":
            continue
        content = next(child for child in desc if isinstance(child, addnodes.desc_content))
        for signature in desc.findall(addnodes.desc_signature):
            if signature.parent is desc and signature["ids"]:
                name = signature["ids"][0].removeprefix("sixpieces.")
                first = first_paragraph(content)
                found.append(entry(signature["ids"][0], name, first, content, "name"))
    return found


# -- Collected while the pages are read -----------------------------------------------------------
def collect(app, doctree) -> None:
    """Keep the entries of a page that was read."""
    docname = app.env.docname
    entries = sections_of(doctree) + names_of(doctree)
    if docname == GLOSSARY:
        entries += terms_of(doctree)
    entries_of(app.env)[docname] = entries


def entries_of(env) -> dict[str, list[dict]]:
    """Return the entries of all pages, by the pages' names."""
    if not hasattr(env, "search_entries"):
        env.search_entries = {}
    return env.search_entries


def purge(app, env, docname) -> None:
    entries_of(env).pop(docname, None)


def merge(app, env, docnames, other) -> None:
    entries_of(env).update({name: entries_of(other)[name] for name in docnames})


# -- The list -------------------------------------------------------------------------------------
def kind_of(docname: str) -> str:
    """Return what kind of page this is.

    >>> kind_of("pieces/data"), kind_of("how_to/diagnose_a_bad_score"), kind_of("progress")
    ('lesson', 'symptom', 'about')
    """
    return next(kind for beginning, kind in KINDS.items() if docname.startswith(beginning))


def add_words(env, pages: dict[str, list[dict]]) -> None:
    """Give entries the words of `search_words.toml`; warn of a name that nothing has."""
    labels = env.domaindata["std"]["anonlabels"]
    for name, words in tomllib.loads(WORDS.read_text(encoding="utf-8")).items():
        docname, anchor, *_ = labels.get(name, (GLOSSARY, name))
        if name in pages:
            docname, anchor = name, ""
        for found in pages.get(docname, ()):
            if anchor == found["anchor"] or anchor in found.get("ids", ()):
                found["words"] = [words, *found.get("words", ())]
                break
        else:
            logger.warning("search_words.toml: %r is no page, label or term", name)


def in_base_36(number: int) -> str:
    """Return a number in as few letters as JavaScript's parseInt can read.

    >>> in_base_36(0), in_base_36(35), in_base_36(36)
    ('0', 'z', '10')
    """
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (in_base_36(number // 36) if number > 35 else "") + digits[number % 36]


def turned_round(bodies: list[list[str]]) -> tuple[str, str]:
    """Return all words, and for each the entries that have it, as steps from one to the next.

    >>> turned_round([["loss", "row"], [], ["loss"]])
    ('loss row', '0 2,0')
    """
    places: dict[str, list[int]] = {}
    for number, words in enumerate(bodies):
        for word in words:
            places.setdefault(word, []).append(number)
    steps = [
        " ".join(in_base_36(b - a) for a, b in zip([0, *places[word]], places[word], strict=False))
        for word in sorted(places)
    ]
    return " ".join(sorted(places)), ",".join(steps)


def index_of(app) -> dict:
    """Return what the script is given: pages, their entries, and the words of these."""
    titles = app.env.titles
    pages = {name: [*map(dict, found)] for name, found in sorted(entries_of(app.env).items())}
    pages = {name: entries for name, entries in pages.items() if entries}
    add_words(app.env, pages)

    def with_titles(text):
        return NAMED_PAGE.sub(lambda m: titles[m[1]].astext() if m[1] in titles else "", text)

    rows = [
        [anchor_of(found), found["title"], with_titles(found["first"]), *extras(found)]
        for entries in pages.values()
        for found in entries
    ]
    words, places = turned_round([found["body"] for entries in pages.values() for found in entries])
    return {
        "pages": [
            [app.builder.get_target_uri(name), kind_of(name), len(entries)]
            for name, entries in pages.items()
        ],
        "entries": rows,
        "words": words,
        "places": places,
        "unsaid": UNSAID,
    }


def anchor_of(found: dict) -> str | int:
    """Return an entry's anchor, or 1 where the script can make it from the title.

    >>> anchor_of({"anchor": "the-loss", "title": "The loss", "kind": ""})
    1
    >>> anchor_of({"anchor": "loss-nan", "title": "The loss is nan", "kind": ""})
    'loss-nan'
    """
    if found["kind"] == "name":
        usual = f"sixpieces.{found['title']}"
    else:
        usual = re.sub("[^a-z0-9]+", "-", found["title"].lower()).strip("-")
    return 1 if found["anchor"] == usual else found["anchor"]


def extras(found: dict) -> list[str]:
    """Return the further words of an entry and its own kind, where it has any."""
    row = [" ".join(found.get("words", ())), found["kind"]]
    return row if row[1] else row[:1] if row[0] else []


def write_index(app, exception) -> None:
    """Write the list as a script: from disk, a page may load nothing else."""
    if exception is None and app.builder.format == "html":
        text = json.dumps(index_of(app), ensure_ascii=False, separators=(",", ":"))
        (Path(app.outdir) / INDEX).write_text(f"searchIndex({text});\n", encoding="utf-8")
        for name in ("searchtools.js", "language_data.js"):  # of Sphinx's own search
            (Path(app.outdir) / "_static" / name).unlink(missing_ok=True)


# -- The page -------------------------------------------------------------------------------------
def without_comments(script: str) -> str:
    """Return a script without the comments and indents that stand on lines of their own.

    >>> without_comments("/** a\\n * b */\\n  // c\\n  one(); // two\\n")
    'one(); // two\\n'
    """
    script = re.sub(r"^[ \t]*/\*\*.*?\*/\n", "", script, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^[ \t]*(?://.*\n)?", "", script, flags=re.MULTILINE)


def library() -> str:
    """Return MiniSearch with its licence above it, or stop where it is not the one that is pinned.

    >>> library().count("Luca Ongaro")
    1
    """
    pinned = json.loads((LIBRARY / "pinned.json").read_text(encoding="utf-8"))
    script = (LIBRARY / "index.js").read_bytes()
    if hashlib.sha256(script).hexdigest() != pinned["sha256"]:
        raise ExtensionError(
            "conf/minisearch/index.js is not what conf/minisearch/pinned.json says: "
            "run tools/take_minisearch.py."
        )
    licence = (LIBRARY / "LICENSE.txt").read_text(encoding="utf-8").strip()
    return f"/*! MiniSearch {pinned['version']}\n{licence}\n*/\n{without_comments(script.decode())}"


def take_over(app) -> None:
    """Switch Sphinx's own search off, and lay the library among what is served."""
    if app.builder.format != "html":
        return
    app.builder.search = False
    path = Path(app.outdir) / "_static" / "search" / "minisearch.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(library(), encoding="utf-8")


def symptoms(app) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the symptoms in their groups, each with its anchor."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for found in entries_of(app.env).get(SYMPTOMS, ()):
        if found.get("group"):
            groups.setdefault(found["group"], []).append((found["title"], found["anchor"]))
    return list(groups.items())


def search_page(app):
    """Give Sphinx the page: what stands on it without a script leads on, too."""
    if app.builder.format == "html":
        pieces = [name for name in app.env.collect_relations() if name.startswith("pieces/")]
        context = {
            "symptoms_page": SYMPTOMS,
            "symptoms": symptoms(app),
            "glossary_page": GLOSSARY,
            "lessons": [(name, app.env.titles[name].astext()) for name in pieces],
            "search_index": INDEX,
        }
        yield "search", context, "search.html"


def add_scripts(app, pagename, _template, context, _doctree) -> None:
    """Load the scripts on the page of search alone; to all others it is a page that exists."""
    has = context["hasdoc"]
    context["hasdoc"] = lambda name: name == "search" or has(name)
    if pagename == "search":
        app.add_js_file("search/minisearch.js", defer="defer")
        app.add_js_file("search/search.js", defer="defer")


def setup(app):
    """Collect entries as pages are read, write them as one file, and bring the page."""
    app.connect("builder-inited", take_over)
    app.connect("doctree-read", collect)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("html-collect-pages", search_page)
    app.connect("html-page-context", add_scripts)
    app.connect("build-finished", write_index, priority=400)  # before conf/downloads.py packs all
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
