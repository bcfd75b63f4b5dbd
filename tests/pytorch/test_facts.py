"""What the page "Come from PyTorch" says of PyTorch, in an environment that has it."""

import pytest

torch = pytest.importorskip("torch", reason="`nox -s pytorch` has PyTorch")


def test_gradients_add_up():
    weight = torch.tensor([2.0], requires_grad=True)
    for _ in range(2):
        (weight * weight).backward()
    assert weight.grad.item() == 8.0


def test_backward_of_a_vector_is_refused():
    weight = torch.ones(3, requires_grad=True)
    with pytest.raises(RuntimeError, match="scalar"):
        (weight * 2).backward()


@pytest.mark.parametrize("name", ["BCEWithLogitsLoss", "CrossEntropyLoss", "MSELoss"])
def test_losses_are_means(name):
    assert getattr(torch.nn, name)().reduction == "mean"


def test_the_log_loss_on_logits_contains_the_sigmoid():
    logits, labels = torch.tensor([8.0, -3.0]), torch.tensor([1.0, 0.0])
    on_logits = torch.nn.BCEWithLogitsLoss()(logits, labels)
    on_probabilities = torch.nn.BCELoss()(torch.sigmoid(logits), labels)
    assert torch.isclose(on_logits, on_probabilities, rtol=1e-4)


def test_a_column_of_outputs_and_a_list_of_labels_are_refused():
    with pytest.raises(ValueError, match="size"):
        torch.nn.BCEWithLogitsLoss()(torch.zeros(4, 1), torch.zeros(4))


def test_the_first_numbers_are_uniform_up_to_one_over_the_root_of_the_inputs():
    layer = torch.nn.Linear(100, 1000)
    for first in (layer.weight, layer.bias):
        assert 0.09 < first.abs().max().item() <= 0.1


def test_the_input_size_can_be_late():
    assert torch.nn.LazyLinear(1)(torch.zeros(2, 118)).shape == (2, 1)


def test_without_a_gradient_nothing_is_recorded():
    assert (torch.ones(1) * 2).grad_fn is None


def test_weight_is_outputs_by_inputs():
    assert torch.nn.Linear(118, 1).weight.shape == (1, 118)


def test_the_gradient_at_logit_zero_is_one_half_minus_the_label():
    for label in (0.0, 1.0):
        logit = torch.zeros(1, requires_grad=True)
        torch.nn.BCEWithLogitsLoss()(logit, torch.tensor([label])).backward()
        assert logit.grad.item() == 0.5 - label


def test_momentum_is_multiplied_by_the_rate_when_applied():
    weight = torch.ones(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1, momentum=0.9)
    expected, remembered = 1.0, 0.0
    for rate in [0.1, 0.1, 0.01, 0.01, 0.01]:
        optimizer.param_groups[0]["lr"] = rate
        optimizer.zero_grad()
        (weight * weight).backward()
        optimizer.step()
        remembered = 0.9 * remembered + 2 * expected
        expected -= rate * remembered
    assert weight.item() == pytest.approx(expected, rel=1e-5)
