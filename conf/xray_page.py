"""The page that X-rays a program in the browser: its bench, a worked case, programs to guess at.

``{xray-bench}`` lists the programs of `docs/how_to/programs`, one a line: the first is the worked
case; each other has after its colon the kind of its mistake and, behind it, three wrong guesses.
Here every program is looked through by `_static/xray/look.py`, as the reader's browser does it, so
the page has its answers without JavaScript. `_static/xray/bench.js` runs them, and the reader's
own, in the reader's Python. What a reader guesses is compared with what that run finds.

Kept: it shows the project's own instrument.
"""

import contextlib
import io
import json
import re
import subprocess
import sys
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

CONF = Path(__file__).parent
HOW_TO = CONF.parent / "docs" / "how_to"
FOLDER = HOW_TO / "programs"
KINDS = HOW_TO / "xray_your_program.md"
SCRIPT, LOOK = "xray/bench.js", "xray/look.py"
NEAR = 3  # lines that are shown around one that is marked
PLACE = "<!-- where the bench's files are -->"
ENDED = "It ended with {type}: {message}"
logger = logging.getLogger(__name__)


# -- What is looked through ----------------------------------------------------------------------
def sentences():
    """Return what each kind of mistake is: the first sentence of its section.

    >>> sentences()["linear-stack"]
    'Two linear layers follow each other with nothing between.'
    """
    text = re.sub(r"\{term\}`(.+?)`", r"\1", KINDS.read_text("utf-8"))
    return dict(re.findall(r"^### ([\w-]+)\n\n(.+?\.)(?: .*)?$", text, re.MULTILINE))


def parse(lines):
    """Return each program's name with its kinds, the right one first.

    >>> parse(["worked_case.py: divided-twice", "below_zero.py: no-minus, log-of-zero"])[1]
    ('below_zero.py', ['no-minus', 'log-of-zero'])
    """
    parts = [line.partition(":") for line in lines if line.strip()]
    return [(name.strip(), re.findall(r"[\w-]+", kinds)) for name, _, kinds in parts]


def look_through(names):
    """Return what the X-ray sees of the programs: what they print, and the data of a report.

    A process of its own runs them, since names and random numbers begin anew there.
    """
    call = [sys.executable, __file__, *names]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the programs could not be looked through: {done.stderr}")
    return json.loads(done.stdout)


def main(names):
    """Look through the programs, and write what was seen as JSON."""
    sys.dont_write_bytecode = True  # what lies in _static is published
    sys.path[:0] = [str(CONF / "_static" / "xray")]
    import look

    import sixpieces

    found = {}
    with contextlib.redirect_stderr(io.StringIO()):
        sixpieces.install_as_mxnet()
    for name in names:
        printed, reports = io.StringIO(), []
        with contextlib.redirect_stdout(printed):
            look.look((FOLDER / name).read_text("utf-8"), name, {}, reports.append)
        found[name] = json.loads(reports[-1]) | {"printed": printed.getvalue()}
    print(json.dumps(found))


# -- What is written -----------------------------------------------------------------------------
def with_code(text):
    """Return a sentence as HTML, what stands in backticks as code.

    >>> with_code("A `step` < 1.")
    'A <code>step</code> &lt; 1.'
    """
    return re.sub(r"`(.*?)`", r"<code>\1</code>", escape(text, quote=False))


def title(name):
    """Return what a program is called on the page.

    >>> title("near_one_half.py")
    'Near one half'
    """
    return name.removesuffix(".py").replace("_", " ").capitalize()


def coloured(code):
    """Return a program in the colours of the site."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return highlight(code, PythonLexer(), HtmlFormatter(nowrap=True))


def heading(report):
    """Return the line above the findings."""
    mistakes = sum(each["severity"] == "mistake" for each in report["findings"])
    return {0: "No mistake was found", 1: "One mistake"}.get(mistakes, f"{mistakes} mistakes")


def map_of(report):
    """Return the map of the six pieces, in both forms, its boxes filled with a run's numbers."""
    import piecemap

    def fill(found):
        piece, start = found.groups()
        blamed = " blamed" if piece in report["blamed"] else ""
        return f'<g class="piece {piece}{blamed}"{start}{escape(report["brief"][piece])}</text>'

    box = re.compile(r'<g class="piece (\w+)"(.*?<text class="code"[^>]*>)[^<]*</text>')
    drawn = "".join(piecemap.draw(form, {}, prefix="xray-") for form in ("wide", "tall"))
    drawn = drawn.replace("The six pieces of a training loop", "The six pieces of this program")
    return box.sub(fill, drawn)


def curve_of(report):
    """Return the loss curve with its caption, hidden where there is none."""
    points = [p for p in report["curve"]["points"] if isinstance(p, float) and abs(p) < 1e30]
    if len(points) < 2:
        return '<figure class="xray-curve" hidden></figure>'
    low, high = min(points), max(points)
    step, span = 260 / (len(points) - 1), (high - low) or 1
    path = " ".join(
        f"{10 + i * step:.1f},{80 - (p - low) / span * 70:.1f}" for i, p in enumerate(points)
    )
    return (
        '<figure class="xray-curve"><svg viewBox="0 0 280 90" aria-hidden="true">'
        f'<polyline points="{path}"/></svg><figcaption>The loss, step by step: '
        f"from {points[0]:.3g} to {points[-1]:.3g}</figcaption></figure>"
    )


def found_html(each):
    """Return one finding."""
    page = each["page"].removeprefix("how_to/")
    line = f" in line {each['line']}" if each["line"] else ""
    note = "" if each["severity"] == "mistake" else " (a note)"
    return (
        f'<div class="xray-found xray-{each["severity"]}"><p><a href="{escape(page)}">'
        f"{escape(each['fault'])}</a>{line}{note}</p><p>{escape(each['evidence'])}</p>"
        f"<p><strong>{escape(each['repair'])}</strong></p></div>"
    )


def marked_source(code, findings):
    """Return the program's lines around each finding, and under its line what was found.

    >>> html = marked_source("a = 1", [])
    >>> html
    ''
    """
    lines = code.rstrip("\n").split("\n")
    by_line = {}
    for each in findings:
        by_line.setdefault(each["line"], []).append(each)
    parts = ["".join(found_html(each) for each in by_line.pop(None, []))]
    skipped, block = 0, []
    for number, text in enumerate(lines, 1):
        if all(abs(number - line) > NEAR for line in by_line):
            skipped += 1
            continue
        if skipped:
            block.append(f'<span class="xray-skipped">{said_lines(skipped)}</span>\n')
            skipped = 0
        tag = "mark" if number in by_line else "span"
        block.append(f"<{tag}>{number:4d}  {escape(text, quote=False)}</{tag}>\n")
        if number in by_line:
            parts.append(f"<pre>{''.join(block)}</pre>")
            parts += [found_html(each) for each in by_line[number]]
            block = []
    if by_line and skipped:
        block.append(f'<span class="xray-skipped">{said_lines(skipped)}</span>\n')
    return "".join(parts) + (f"<pre>{''.join(block)}</pre>" if block else "")


def said_lines(number):
    """Return how many lines are left out."""
    return f"      \N{MIDLINE HORIZONTAL ELLIPSIS} {number} line{'s' if number > 1 else ''}"


def result_html(name, code, report):
    """Return what was seen of a program; the script fills the same elements with another's."""
    pieces = "".join(
        f'<li class="{piece}{" blamed" if piece in report["blamed"] else ""}"><b>{piece}</b> '
        f"<span>{escape(report['said'].get(piece, 'none was seen'))}</span></li>"
        for piece in report["brief"]
    )
    return (
        '<div class="xray-result" id="xray-result" tabindex="-1">'
        f'<h2 class="xray-title">The six pieces of <code>{escape(name)}</code></h2>'
        f'<figure class="xray-map">{map_of(report)}</figure>'
        f'<ol class="xray-pieces">{pieces}</ol>{curve_of(report)}'
        f'<h2 class="xray-heading">{heading(report)}</h2>'
        f'<div class="xray-source">{marked_source(code, report["findings"])}</div>'
        '<p class="xray-ended" hidden></p>'
        '<details class="xray-printed"><summary>What it printed</summary>'
        f"<pre>{escape(report['printed'], quote=False)}</pre></details></div>\n"
    )


def case_html(number, name, kinds, code, report, known):
    """Return one program as it stands without a script: code, guesses, and what the X-ray says."""
    choices = "".join(
        f'<li data-kind="{kind}">{with_code(known[kind])}</li>'
        for kind in sorted(kinds, key=lambda kind: known[kind])
    )
    answer = "".join(found_html(each) for each in report["findings"])
    return (
        f'<details class="xray-case" data-name="{escape(name)}"><summary>{number}. '
        f'{escape(title(name))}</summary><div class="highlight"><pre>{coloured(code)}</pre></div>'
        f"<p>What is wrong?</p><ul>{choices}</ul>"
        f'<details class="xray-answer"><summary>Look</summary>{answer}</details></details>\n'
    )


BENCH = """
<div class="xray-bench" {place} hidden>
<div class="xray-choose" role="group" aria-label="Which program"></div>
<div class="xray-code"><div class="highlight"><pre></pre></div></div>
<div class="xray-guess" role="group" aria-label="What is wrong? Guess first."></div>
<div class="runner-foot"><button type="button" class="runner-go">Look</button>
<button type="button" class="runner-stop" hidden>Stop</button>
<button type="button" class="xray-back" hidden>As it was</button>
<label class="xray-open">Open files <input type="file" multiple></label>
<progress hidden aria-label="Fetched"></progress>
<span class="runner-status" role="status"></span></div>
</div>
"""


class XrayBench(SphinxDirective):
    """``{xray-bench}`` with a line for each program."""

    has_content = True

    def run(self):
        """Look through the programs, hold what is found against what is said, and write all."""
        programs, known = parse(self.content), sentences()
        files = [FOLDER / name for name, _ in programs]
        missing = [file.name for file in files if not file.is_file()]
        unknown = sorted({kind for _, kinds in programs for kind in kinds} - set(known))
        if missing or unknown or not programs:
            raise self.error(f"no such program or kind: {', '.join(missing + unknown) or 'none'}")
        for path in [*files, KINDS, CONF / "_static" / LOOK, *engine_files()]:
            self.env.note_dependency(str(path))
        reports = look_through([name for name, _ in programs])
        codes = {file.name: file.read_text("utf-8") for file in files}
        for name, kinds in programs:
            mistakes = [each["fault"] for each in reports[name]["findings"]]
            if mistakes != kinds[:1]:
                logger.warning(
                    "%s: the X-ray finds %s", name, mistakes, location=self.get_location()
                )
        (first, _), *others = programs
        cases = "".join(
            case_html(number, name, kinds, codes[name], reports[name], known)
            for number, (name, kinds) in enumerate(others, 1)
        )
        worked = (
            f'<div class="xray-worked" data-name="{escape(first)}"><div class="highlight">'
            f"<pre>{coloured(codes[first])}</pre></div></div>"
        )
        bench = BENCH.format(place=PLACE)
        result = result_html(first, codes[first], reports[first])
        parts = f'{bench}{worked}{result}<div class="xray-cases">{cases}</div>'
        return [nodes.raw("", f'<div class="xray">{parts}</div>', format="html")]


def engine_files():
    """Return the files of the engine."""
    return sorted((CONF.parent / "src" / "sixpieces").rglob("*.py"))


def add_files(app, pagename, templatename, context, doctree):
    """Tell the bench where its files are, and give its page the script, and no other page."""
    body = context.get("body", "")
    if PLACE not in body:
        return
    to = context["pathto"]
    static = CONF / "_static"
    runner = {"settings": "settings.json", "python": "python.js", "editor": "editor.js"}
    files = {
        name: f"_static/runner/{file}?v={app.runner_versions[file]}"
        for name, file in runner.items()
    }
    from runner import version_of

    files["look"] = f"_static/{LOOK}?v={version_of(static / LOOK)}"
    data = " ".join(
        f'data-{name}="{to(file.split("?")[0], 1)}?{file.split("?")[1]}"'
        for name, file in files.items()
    )
    context["body"] = body.replace(PLACE, f'{data} data-home="{to("", 1)}"')
    app.add_js_file(SCRIPT, loading_method="defer")
    app.add_css_file("css/xray.css")


def setup(app):
    """Register the directive."""
    app.add_directive("xray-bench", XrayBench)
    app.connect("html-page-context", add_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


if __name__ == "__main__":
    main(sys.argv[1:])
