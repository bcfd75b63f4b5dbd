"""Where this engine differs from MXNet 1.9.1 on purpose: one table, tested and shown.

Each row has a test in ``tests/test_differences.py`` of the name that the row gives.
"""

from dataclasses import dataclass

__all__ = ["DIFFERENCES", "Difference"]


@dataclass(frozen=True)
class Difference:
    """One intended difference.

    Attributes
    ----------
    test : str
        Name of its test, without ``test_``.
    where : str
        The public names that it concerns.
    mxnet, here : str
        What MXNet does, and what this engine does.
    why : str

    Examples
    --------
    >>> DIFFERENCES[0].where
    'gluon.loss.SigmoidBCELoss, gluon.loss.LogisticLoss'
    """

    test: str
    where: str
    mxnet: str
    here: str
    why: str


DIFFERENCES = [
    Difference(
        "gradient_at_a_logit_of_zero",
        "gluon.loss.SigmoidBCELoss, gluon.loss.LogisticLoss",
        "The gradient at a logit of exactly 0 is -y.",
        "It is 1/2 - y.",
        "MXNet's form has two kinks at 0, each with derivative 0. The loss itself is smooth there.",
    ),
    Difference(
        "accuracy_of_log_losses",
        "gluon.loss.SigmoidBCELoss, gluon.loss.LogisticLoss, gluon.loss.SoftmaxCrossEntropyLoss",
        "In float32 on the processor small losses have few right digits, and may be negative.",
        "Computed in float64 and rounded once.",
        "A loss that is negative or 1 % off misleads whoever reads it.",
    ),
    Difference(
        "random_streams",
        "random.seed, nd.random, init, gluon.data.DataLoader",
        "A seed gives MXNet's own numbers.",
        "It gives other numbers of the same distribution.",
        "The generator is NumPy's. The order of a shuffled loader is the same: np.random.seed.",
    ),
    Difference(
        "gradient_of_integers",
        "NDArray.attach_grad",
        "An array of integers may have a gradient, rounded to integers.",
        "MXNetError.",
        "An integer cannot move a little.",
    ),
    Difference(
        "array_of_one_number",
        "nd.array",
        "nd.array(3) has the shape (), and no operation accepts it.",
        "It has the shape (1,), like every result that is one number.",
        "It works.",
    ),
    Difference(
        "shape_of_head_gradients",
        "NDArray.backward, autograd.backward",
        "A head gradient of another shape is read beyond its end, or not to its end.",
        "MXNetError.",
        "The gradients would be arbitrary numbers.",
    ),
    Difference(
        "reshape_to_fewer_elements",
        "nd.reshape",
        "A smaller shape takes the first elements without a word.",
        "MXNetError, as the method x.reshape raises ValueError.",
        "A lost element is a mistake.",
    ),
    Difference(
        "masks_as_indices",
        "NDArray.__getitem__",
        "A NumPy array of bool is read as the numbers 0 and 1.",
        "IndexError.",
        "Whoever writes x[mask] wants the rows where it is true.",
    ),
    Difference(
        "numpy_functions",
        "NDArray",
        "NumPy reads an NDArray as 32 nested lists.",
        "TypeError: use x.asnumpy().",
        "The error says what to do.",
    ),
    Difference(
        "gradient_of_a_product_with_zero",
        "nd.prod, nd.nanprod",
        "Where an element is 0 its gradient is nan.",
        "It is the product of the other elements.",
        "That is the derivative.",
    ),
    Difference(
        "sums_that_are_no_probabilities",
        "nd.random.multinomial",
        "Probabilities that do not sum to 1 are drawn from all the same.",
        "MXNetError.",
        "Logits passed instead of probabilities would go unnoticed.",
    ),
    Difference(
        "dropping_everything",
        "nd.Dropout",
        "Dropout with p=1 gives nan.",
        "MXNetError.",
        "There is nothing left to scale up.",
    ),
    Difference(
        "one_device",
        "Context, mx.gpu",
        "Several devices; mx.cpu(1) is another one than mx.cpu(0).",
        "One device, cpu(0); mx.gpu() raises MXNetError.",
        "The engine computes on the processor.",
    ),
    Difference(
        "file_format",
        "nd.save, nd.load",
        "A format of its own.",
        "A ZIP archive of NumPy arrays, as numpy.savez writes it.",
        "NumPy can read it without this engine. Neither format can execute anything.",
    ),
]
