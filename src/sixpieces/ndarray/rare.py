"""The operations that are methods too and that no lesson needs."""

from sixpieces.ndarray.ndarray import add_methods
from sixpieces.operators.rare import functions, layers, reductions, shapes

METHODS = {
    functions: (
        "arccos arccosh arcsin arcsinh arctan arctanh cbrt ceil cos cosh degrees fix floor log10 "
        "log2 radians rcbrt reciprocal rint round rsqrt sin sinh tan trunc"
    ),
    reductions: "argmax_channel argsort nanprod nansum prod sort topk",
    shapes: (
        "broadcast_axes broadcast_like diag flip shape_array size_array slice_like split_v2 "
        "swapaxes"
    ),
    layers: "softmin",
}

add_methods(METHODS)
