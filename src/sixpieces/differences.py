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
        "A smaller shape takes the first elements without a word, a larger one whatever stands "
        "behind them.",
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
    Difference(
        "impossible_batch_sizes",
        "gluon.data.DataLoader, gluon.data.BatchSampler, gluon.Trainer.step",
        "Below 0, the loader makes one batch of everything, and the trainer steps uphill.",
        "ValueError.",
        "Both are mistakes that look like training.",
    ),
    Difference(
        "a_load_that_fails",
        "gluon.Block.load_parameters, gluon.ParameterDict.load",
        "Parameters before the one that does not fit have changed.",
        "None has changed.",
        "Half a network is worse than none.",
    ),
    Difference(
        "states_of_a_trainer",
        "gluon.Trainer.save_states, gluon.Trainer.load_states",
        "A pickle: loading it may execute anything.",
        "A ZIP archive of NumPy arrays and a JSON text; those of another optimizer are refused.",
        "A file from elsewhere is safe to look at.",
    ),
    Difference(
        "updates_of_one_device",
        "gluon.Trainer",
        "update_on_kvstore=True raises AttributeError where there is one device.",
        "It is accepted, and changes nothing.",
        "A program written for two devices should run on one.",
    ),
    Difference(
        "gradients_after_adadelta",
        "optimizer.AdaDelta",
        "The step divides the gradient itself by the batch size.",
        "The gradient stays as backward wrote it.",
        "With grad_req='add' it would be divided again and again.",
    ),
    Difference(
        "counts_of_zero",
        "gluon.loss.PoissonNLLLoss",
        "With compute_full a count of 0 gives nan, and recording raises MXNetError.",
        "A count of 0 adds nothing, and recording works.",
        "Stirling's formula is meant for counts above 1.",
    ),
    Difference(
        "bias_beside_a_frozen_weight",
        "nd.FullyConnected, gluon.nn.Dense",
        "The gradient of the bias is 0 where the weight has grad_req='null'.",
        "It is the sum of the gradients of the outputs, as always.",
        "A bias can be trained alone.",
    ),
    Difference(
        "running_averages",
        "gluon.nn.BatchNorm",
        "They take a batch in when backward comes by.",
        "They take it in when it passes forward while training.",
        "That is when the batch is seen.",
    ),
    Difference(
        "unknown_shapes_of_own_layers",
        "gluon.HybridBlock",
        "Found from the layer's compiled graph.",
        "ValueError, unless the layer writes infer_shape(self, x).",
        "There is no graph to compile.",
    ),
    Difference(
        "a_part_that_is_not_there",
        "metric.CompositeEvalMetric.get_metric",
        "Returns a ValueError.",
        "Raises it.",
        "A returned error goes unnoticed.",
    ),
    Difference(
        "changes_in_place",
        "NDArray.backward, autograd.backward",
        "Inside record(), changing whatever a recorded operation used raises MXNetError. "
        "Outside, backward computes with the new numbers and says nothing.",
        "backward raises MXNetError, wherever the change was made, if a rule needs the numbers.",
        "The gradient would be wrong. Where no rule needs the numbers, as in x + c, it is right.",
    ),
    Difference(
        "the_same_head_twice",
        "autograd.backward",
        "backward([y, y]) counts y once.",
        "It counts twice.",
        "The gradient of y + y is twice that of y.",
    ),
    Difference(
        "numbers_beyond_a_dtype",
        "nd.array, nd.full, NDArray.__setitem__, arithmetic with a number",
        "A number that a type of whole numbers cannot hold becomes another one: uint8 + 300 adds "
        "44, and int32 > inf is true.",
        "MXNetError, which names the number.",
        "The answer would be wrong, and NumPy 1 and 2 would not even give the same.",
    ),
    Difference(
        "constants_among_heads",
        "autograd.backward",
        "Beside other heads, one that was not recorded raises MXNetError, unless a recorded "
        "operation has used it.",
        "It adds nothing.",
        "The gradient of a constant is 0.",
    ),
    Difference(
        "gradient_of_what_needs_none",
        "NDArray.attach_grad",
        "With grad_req='null', x.grad is None once backward has come by.",
        "It stays the array of zeros that it was.",
        "Whether backward has run should not change what there is.",
    ),
    Difference(
        "nan_and_infinity",
        "nd.sign, nd.relu, nd.clip, nd.nansum",
        "sign(nan) is 0; nan and infinity go back through the flat parts of sign, relu and clip.",
        "sign(nan) is nan; where the function is flat the gradient is 0.",
        "What is unknown has no sign, and what does not move passes nothing on.",
    ),
    Difference(
        "one_number_in_more_brackets",
        "NDArray.asscalar",
        "An array of shape (1, 1) gives an array of one number.",
        "It gives the number.",
        "That is what asscalar is for.",
    ),
    Difference(
        "labels_in_a_column",
        "metric.F1",
        "Labels of shape (n, 1) are compared with all predictions at once.",
        "Each with the prediction of its own row.",
        "The score would be wrong.",
    ),
    Difference(
        "parts_that_are_empty",
        "NDArray.__getitem__, nd.array",
        "x[2:1] raises MXNetError.",
        "It is an array without elements, as in NumPy.",
        "A loop over parts ends without a special case.",
    ),
    Difference(
        "an_order_reversed_in_place",
        "NDArray.__setitem__, arithmetic in place",
        "m[:, ::-1] = m and m += m[0] read elements that they have written already.",
        "The one reverses the rows, the other adds the first row to each.",
        "The result would depend on the order in which memory is walked.",
    ),
    Difference(
        "a_softmax_with_nan",
        "nd.softmax",
        "Beside a nan the other numbers get the probability 0.",
        "All are nan.",
        "Where one score is unknown, the sum that all are divided by is unknown.",
    ),
    Difference(
        "a_softmax_without_a_dtype",
        "nd.softmax",
        "dtype=None gives float64 for float32.",
        "It gives the dtype of the scores.",
        "That is what MXNet's own documentation says of None.",
    ),
    Difference(
        "a_norm_of_integers",
        "nd.norm",
        "The norm of the integers 3 and 4 is 4.",
        "It is 5.",
        "The square root is taken before it is rounded.",
    ),
    Difference(
        "own_functions_that_add",
        "autograd.Function, NDArray.copy, nd.clip",
        "With grad_req='add' the gradient that comes through a Function of one's own is 0, a "
        "second walk through nothing but a copy is lost, and one through clip replaces the first.",
        "Each walk adds its gradient.",
        "That is what 'add' is for.",
    ),
    Difference(
        "walks_that_stop",
        "nd.sort, nd.Embedding",
        "Going back through sort(x) without an axis, or to what chooses the rows of Embedding, "
        "raises MXNetError.",
        "Sorted numbers pass their gradients on, and that of a choice is 0.",
        "Both have a gradient.",
    ),
    Difference(
        "axes_that_make_no_sense",
        "nd.transpose, nd.topk",
        "transpose takes an axis twice, topk takes k=0: any answer, or the process ends.",
        "MXNetError.",
        "Nobody means that: an error finds the mistake.",
    ),
    Difference(
        "the_last_axis_of_flip",
        "nd.flip",
        "A negative axis raises MXNetError.",
        "It counts from the last one, as everywhere.",
        "It works.",
    ),
    Difference(
        "a_clearer_refusal",
        "gluon.data.DataLoader, gluon.nn.Dense",
        "last_batch='nope' is refused at the first batch, rows of unequal length with a KeyError "
        "of NumPy's; Dense(2.0) is accepted until its weights are made.",
        "A wrong last_batch is refused at once, unequal rows with a sentence; 2.0 counts as 2.",
        "An error that comes early and says what is meant is found sooner.",
    ),
    Difference(
        "numbers_handed_out",
        "NDArray.asscalar, metrics, NumPy 2",
        "NumPy is 1.23 there: 0 plus a float32 number is a float64 number.",
        "From NumPy 2 on, it stays float32: a long sum of losses wants float(loss.asscalar()).",
        "asscalar hands out NumPy's own numbers, and these follow the rules of the NumPy at hand.",
    ),
]
