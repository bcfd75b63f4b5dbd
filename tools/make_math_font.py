"""Make the served font of formulas and headings: a subset of STIX Two Math.

Run it with `uv run --with ziamath==0.13 --with fonttools --with brotli tools/make_math_font.py`.
It writes conf/_static/fonts/stix-two-math.woff2 and conf/_static/css/mathfont.css, whose
`unicode-range` says which characters the font has; conf/mathml.py refuses formulas with others.
"""
# ruff: noqa: RUF001 (this file is about characters that look alike)

import hashlib
from importlib.resources import files
from pathlib import Path

from fontTools import subset

SOURCE_SHA256 = "8f42cb183a85043a4dc3f8e41ac3821eb27bf178d68ace929ba439523622323c"
STATIC = Path(__file__).parents[1] / "conf" / "_static"
WOFF2 = STATIC / "fonts" / "stix-two-math.woff2"
CSS = STATIC / "css" / "mathfont.css"

CHARACTERS = "".join(
    [
        "".join(map(chr, range(0x20, 0x7F))),  # headings, words in formulas, numbers
        "\u00a0\u2009£§©«°±²³·»¼½¾×÷àâäçèéêëîïñôöùûüßÀÉÖÜ‐‑–—‘’“”†‡•…′″‴⁗€™",
        "ΓΔΘΛΞΠΣΦΨΩαβγδεζηθικλμνξπρστυφχψωϑϕϖϱϵ",
        "ℎ" + "".join(chr(0x1D434 + n) for n in range(52) if n != 33),  # italic letters
        "".join(map(chr, [*range(0x1D6E4, 0x1D6FB), *range(0x1D6FC, 0x1D71C)])),  # italic Greek
        "ℕℤℚℝℂ𝔼ℙ𝟙ℒℓ𝒟𝒩𝒪ℬ",
        "∀∂∃∄∅∆∇∈∉∋∏∑−∓∕∗∘∙√∝∞∠∣∤∥∧∨∩∪∫∴∵∶∼≃≅≈≉≔≕≜≝≟≠≡≤≥≪≫≮≯≲≳⊂⊃⊆⊇⊕⊖⊗⊘⊙⊤⊥⋂⋃⋅⋮⋯⋰⋱",
        "←↑→↓↔↦⇒⇔⟨⟩⟵⟶⟹⟺⌈⌉⌊⌋‖|⏞⏟□◦✓",
        "ˆˇ˘˙˜˝¨´`¯¸^_~\u0302\u0303\u0304\u0305\u0307\u0308\u030a\u030c\u0331\u0332\u20d7⃗‾ıȷ",
    ]
)


BRACKETS = "()[]{}⌈⌉⌊⌋⟨⟩/"
TALLEST = 2400  # of a bracket drawn as one glyph, in thousandths of an em; above, it is assembled


def drop_tallest_brackets(font) -> None:
    """Keep brackets narrow: browsers reserve for each the width of its widest form."""
    cmap = font.getBestCmap()
    variants = font["MATH"].table.MathVariants
    for glyph, construction in zip(
        variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True
    ):
        if glyph in {cmap[ord(bracket)] for bracket in BRACKETS}:
            construction.MathGlyphVariantRecord = [
                record
                for record in construction.MathGlyphVariantRecord
                if record.AdvanceMeasurement <= TALLEST
            ]
            construction.VariantCount = len(construction.MathGlyphVariantRecord)


def main() -> None:
    """Check the source, cut it down, and write the font with its style sheet."""
    source = files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    if digest != SOURCE_SHA256:
        raise SystemExit(f"{source} is not the pinned font: its SHA-256 is {digest}")
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=["kern", "dtls"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 13, 14],
        drop_tables=["DSIG", "prep", "fpgm", "cvt ", "gasp"],
        with_zopfli=False,
    )
    font = subset.load_font(str(source), options)
    drop_tallest_brackets(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    WOFF2.parent.mkdir(exist_ok=True)
    subset.save_font(font, str(WOFF2), options)

    points = sorted(font.getBestCmap())
    ranges = []
    for point in points:
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    listed = ", ".join(
        f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in ranges
    )
    version = hashlib.sha256(WOFF2.read_bytes()).hexdigest()[:8]
    CSS.write_text(
        "/* Written by tools/make_math_font.py. STIX Two Math, SIL Open Font License 1.1: "
        "fonts/OFL.txt */\n"
        "@font-face {\n"
        '  font-family: "STIX Two Math Web";\n'
        f'  src: url("../fonts/{WOFF2.name}?v={version}") format("woff2");\n'
        "  font-display: swap;\n"
        f"  unicode-range: {listed};\n"
        "}\n",
        encoding="utf-8",
    )
    absent = sorted(set(CHARACTERS) - set(map(chr, points)))
    print(f"{WOFF2.name}: {len(points)} characters, {WOFF2.stat().st_size} bytes; absent: {absent}")


if __name__ == "__main__":
    main()
