"""The Sphinx configuration: settings only, each with its reason; the extensions stand beside it.

Kept: Sphinx asks for it.
"""

import gc
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

CONF = Path(__file__).parent
ROOT = CONF.parent
SRC = ROOT / "src"

# Notebook kernels are processes of their own: they find the engine and the house style of figures
# through the environment, also when Sphinx is called without nox.
sys.path[:0] = [str(CONF), str(SRC)]
import recorded  # noqa: E402
import warm  # noqa: E402

on_path = [SRC] if recorded.MXNET else [SRC, recorded.STAND_IN]
sys.path[2:2] = map(str, on_path[1:])
os.environ["PYTHONPATH"] = os.pathsep.join(map(str, on_path))
os.environ.update(warm.ENVIRONMENT)
# Two pages show one table: the first measures, the second reads (sixpieces.practice.diagnosis).
os.environ.setdefault("SIXPIECES_CACHE", str(ROOT / "build" / "measured"))
os.environ.setdefault("OMP_NUM_THREADS", "1")  # threads die in the fork of Sphinx's readers
os.environ["TQDM_DISABLE"] = "1"  # scripts show their progress to those who run them

# A build keeps nearly all that it makes: to search it for garbage took a fifth of the writing, and
# at the end, where `setup` below spares it, most of a second.
gc.set_threshold(100_000, 50, 1000)

import palette  # noqa: E402

import sixpieces  # noqa: E402

# -- The project ---------------------------------------------------------------------------------
project = "Six Pieces"
author = "The Six Pieces project"
copyright = "The Six Pieces project"
release = version = sixpieces.__version__
language = "en_GB"

# Where the site and its repository live is the host's to say. Where it does not say, canonical
# links, the sitemap and edit links are left out rather than invented.
base_url = os.environ.get("SIXPIECES_BASE_URL", os.environ.get("READTHEDOCS_CANONICAL_URL", ""))
repository_url = os.environ.get("SIXPIECES_REPOSITORY_URL", "")

# -- Extensions ----------------------------------------------------------------------------------
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_gallery.gen_gallery",
    "sphinxcontrib.bibtex",
    # our own, in conf/
    "freshness",
    "recorded",
    "kernels",
    "mathml",
    "typography",
    "cards",
    "piecemap",
    "floors",
    "figures",
    "scripts",
    "stacking",
    "assets",
    "policy",
    "preview",
    "folding",
    "beside",
    "predict",
    "practice",
    "progress",
    "selftest",
    "explorable",
    "runner",
    "xray_page",
    "lessons",
    "search",
    "downloads",
    "moved",
    "reference",
]

# -- Pages ---------------------------------------------------------------------------------------
exclude_patterns = [
    # MyST-NB would claim the notebooks that sphinx-gallery writes beside its pages.
    "gallery/**.ipynb",
    "gallery/**.md5",
    "gallery/**/GALLERY_HEADER.*",
    "recorded/**",  # outputs, shown on other pages
    "**/__pycache__",  # of static files that tests import
]
templates_path = ["_templates"]
moved_pages = {  # old name: where it is now
    "mathematics/exponents_and_logarithms": "mathematics/exponents",
    "pieces/access": "pieces/loader",
}
nitpicky = True

myst_enable_extensions = ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
myst_links_external_new_tab = False
# [text](#entropy) means the section; that a term of the glossary has the same name is no mistake.
# sphinx-gallery looks for spaces in the whole path of a script: in that of this folder, too.
suppress_warnings = ["myst.xref_ambiguous", "sphinx_gallery.space_in_filename"]

# -- Running the pages ---------------------------------------------------------------------------
nb_execution_mode = "force"  # a cache knows the page only, and would serve stale numbers
nb_execution_raise_on_error = True
nb_execution_timeout = 300  # seconds a cell: one table trains some twenty models
nb_execution_show_tb = True
nb_merge_streams = True
nb_ipywidgets_js = {}  # no page has a widget; the default loads two scripts of third parties
nb_number_source_lines = False
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
nb_mime_priority_overrides = []

# Where readers' browsers fetch Python from, if not from the address in pyodide.json.
pyodide_address = os.environ.get("SIXPIECES_PYODIDE_ADDRESS", "")
# These pages read files of the repository, or start processes, which no browser has.
runner_left_out = [
    "about/benchmarks",
    "about/how_it_is_built",
    "gallery/9_scale/plot_parameter_server",
]

# -- Running the scripts -------------------------------------------------------------------------
needs_mxnet_scripts = ["9_scale/plot_parameter_server"]  # the engine has no parameter server
sphinx_gallery_conf = {
    "examples_dirs": ["../examples"],
    "gallery_dirs": ["gallery"],
    "filename_pattern": recorded.pattern(needs_mxnet_scripts),
    "parallel": False,  # freshness.py says how many at a time: it knows how many are to run
    "ignore_pattern": r"__init__\.py",
    "abort_on_example_error": True,
    "within_subsection_order": "FileNameSortKey",
    "download_all_examples": True,
    "remove_config_comments": True,
    "show_signature": False,
    "capture_repr": ("_repr_html_", "__repr__"),
    "image_scrapers": ("figures.svg_scraper",),
    "reset_modules": ("matplotlib", "figures.reset"),
    # No run times on the pages: they differ from build to build.
    "min_reported_time": sys.maxsize,
    "write_computation_times": False,
    "backreferences_dir": "gallery/backreferences",
    # Scripts call the engine by MXNet's names; the reference shows under each who calls it.
    "doc_module": ("sixpieces", "mxnet"),
}

# -- The reference -------------------------------------------------------------------------------
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_param = False  # types are prose ("(n, k) array"), not names to look up
napoleon_use_rtype = False
# The few outside names that docstrings link to, listed by tools/make_inventories.py: a build asks
# the network for nothing.
intersphinx_mapping = {
    "python": ("https://docs.python.org/3", "../conf/inventories/python.inv"),
    "numpy": ("https://numpy.org/doc/stable", "../conf/inventories/numpy.inv"),
}
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "plain"

# -- What it looks like --------------------------------------------------------------------------
html_theme = "furo"
html_title = "Six Pieces"
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = ["css/mathfont.css", "css/site.css"]
html_js_files = [("site.js", {"defer": "defer"})]
html_theme_options = {
    "light_css_variables": palette.FONTS | palette.LIGHT,
    "dark_css_variables": palette.DARK,
    "top_of_page_buttons": ["edit"] if repository_url else [],
}
html_context = {"repository_url": repository_url}  # conf/_templates/page.html links it
if repository_url:
    html_theme_options |= {
        "source_edit_link": f"{repository_url.rstrip('/')}/edit/main/docs/{{filename}}"
    }
if base_url:
    html_baseurl = base_url.rstrip("/") + "/"
    extensions += ["notfound.extension", "sphinx_sitemap"]
    notfound_urls_prefix = urlsplit(html_baseurl).path
    notfound_context = {
        "title": "No page here",
        "body": "<h1>No page here</h1><p>Its address may be mistyped, or the page has moved. "
        f'Search for it, or <a href="{notfound_urls_prefix}index.html">begin anew</a>.</p>',
    }
    sitemap_url_scheme = "{link}"
    sitemap_excludes = ["search.html", "genindex.html", "py-modindex.html", "404.html"]
    sitemap_excludes += [f"{old}.html" for old in moved_pages]
copybutton_selector = "div.highlight:not(.cell_output *, .sphx-glr-script-out *) pre"  # code only
copybutton_exclude = ".linenos, .gp, .go"  # what is copied runs: no prompts, no outputs
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "github-dark"
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False


def setup(app):
    app.connect("build-finished", lambda *_: gc.freeze(), priority=1000)
