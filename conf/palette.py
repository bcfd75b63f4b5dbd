"""The colours of the site, light and dark: the theme, the drawing and the figures share them.

Blue goes forward, vermilion goes backward, in drawings and figures alike; both are safe for
colour-blind eyes beside each other. tests/conf/test_palette.py holds every pair to WCAG AA.

Kept: a table of colours, which the theme, the drawings and a test of contrast read.
"""

LIGHT = {
    "color-foreground-primary": "#22272e",
    "color-foreground-secondary": "#4a515b",
    "color-foreground-muted": "#5b626d",
    "color-foreground-border": "#8b929c",
    "color-background-primary": "#fefdfb",
    "color-background-secondary": "#f7f5f1",
    "color-background-hover": "#ece9e3ff",
    "color-background-hover--transparent": "#ece9e300",
    "color-background-border": "#e2dfd8",
    "color-background-item": "#c9c6bf",
    "color-brand-primary": "#0b5a96",
    "color-brand-content": "#0b5a96",
    "color-brand-visited": "#6d3a94",
    "color-api-background": "#f7f5f1",
    "color-api-background-hover": "#ece9e3",
    "color-api-name": "#0b5a96",
    "color-api-pre-name": "#4a515b",
    "color-problematic": "#a4262c",
    "color-highlight-on-target": "#fdf3d0",
    "color-inline-code-background": "#f3f0ea",
    "color-link-underline": "#a9c3d8",
    "color-link-underline--hover": "#0b5a96",
    "color-link-underline--visited": "#cbb4dc",
    "color-admonition-background": "#fbfaf7",
    "forward": "#0b62a4",
    "backward": "#b8460e",
    "lit": "#0b5a96",
    "on-lit": "#ffffff",
    "box": "#ffffff",
    "code-ground": "#f7f5f1",
    "shadow": "rgb(0 0 0 / 0.25)",
    "hint": "#8a6a00",
    "solution": "#00734f",
}
DARK = {
    "color-foreground-primary": "#d8dce2",
    "color-foreground-secondary": "#a9b0ba",
    "color-foreground-muted": "#979fa9",
    "color-foreground-border": "#6b737d",
    "color-background-primary": "#16191d",
    "color-background-secondary": "#1b1f24",
    "color-background-hover": "#252a30ff",
    "color-background-hover--transparent": "#252a3000",
    "color-background-border": "#30363e",
    "color-background-item": "#474e57",
    "color-brand-primary": "#7fc1f4",
    "color-brand-content": "#7fc1f4",
    "color-brand-visited": "#c9a4ea",
    "color-api-background": "#1b1f24",
    "color-api-background-hover": "#252a30",
    "color-api-name": "#7fc1f4",
    "color-api-pre-name": "#a9b0ba",
    "color-problematic": "#ff8a80",
    "color-highlight-on-target": "#3a3413",
    "color-inline-code-background": "#22272d",
    "color-link-underline": "#3d617c",
    "color-link-underline--hover": "#7fc1f4",
    "color-link-underline--visited": "#5d4a70",
    "color-admonition-background": "#1a1e22",
    "forward": "#6db8f2",
    "backward": "#f39563",
    "lit": "#7fc1f4",
    "on-lit": "#10161b",
    "box": "#1d2227",
    "code-ground": "#0d1117",
    "shadow": "rgb(255 255 255 / 0.3)",
    "hint": "#e0bb4a",
    "solution": "#4fc79b",
}

# System fonts for text and code: nothing to fetch, and the shapes the reader's screen knows best.
# Headings and formulas share the one served font.
FONTS = {
    "font-stack": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', "
    "sans-serif",
    "font-stack--monospace": "ui-monospace, 'SF Mono', Menlo, 'Cascadia Mono', Consolas, "
    "'Noto Sans Mono', 'DejaVu Sans Mono', monospace",
    "font-stack--headings": "'STIX Two Math Web', 'STIX Two Text', Charter, Cambria, Georgia, "
    "serif",
    "font-stack--math": "'STIX Two Math Web', 'STIX Two Math', 'Cambria Math', math, serif",
}
