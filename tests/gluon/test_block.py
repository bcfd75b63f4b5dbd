"""Blocks: parts, names, hooks, files, hybrid forward, and what they refuse."""

import warnings

import pytest

from sixpieces import nd
from sixpieces.gluon import Block, HybridBlock, Parameter, block, nn


class Perceptron(Block):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        with self.name_scope():
            self.hidden = nn.Dense(3, in_units=2)
            self.output = nn.Dense(1, in_units=3)

    def forward(self, x):
        return self.output(nd.relu(self.hidden(x)))


def ready(**kwargs):
    net = Perceptron(**kwargs)
    net.initialize("ones")
    return net


def values(net):
    return {name: p.data().asnumpy().tolist() for name, p in net._params_by_path().items()}


def test_names_count_up_and_nest():
    first, second = nn.Dense(1), nn.Dense(1)
    kind, number = first.name[:5], int(first.name[5:])
    assert (kind, second.name) == ("dense", f"dense{number + 1}")
    net = Perceptron(prefix="net_")
    assert net.name == "net"
    assert net.prefix == "net_"
    assert list(net.collect_params()) == [
        "net_dense0_weight",
        "net_dense0_bias",
        "net_dense1_weight",
        "net_dense1_bias",
    ]
    outer = nn.Sequential(prefix="outer_")
    with outer.name_scope():
        outer.add(Perceptron(), Perceptron(), Perceptron(prefix="own_"))
    assert [part.name for part in outer] == ["outer_perceptron0", "outer_perceptron1", "outer_own"]
    assert outer[1].hidden.weight.name == "outer_perceptron1_dense0_weight"
    assert block._inside.scope is None


def test_an_empty_prefix_opens_no_scope():
    net = nn.Sequential(prefix="")
    with net.name_scope():
        layer = nn.Dense(1)
    assert layer.name.startswith("dense")
    assert net.name == ""


def test_shared_parameters():
    first = nn.Dense(2, in_units=2, prefix="first_")
    second = nn.Dense(2, in_units=2, params=first.params)
    assert second.weight is first.weight
    net = nn.Sequential()
    net.add(first, second)
    assert len(net.collect_params()) == 2


def test_printed_form():
    assert repr(Perceptron()) == (
        "Perceptron(\n  (hidden): Dense(2 -> 3, linear)\n  (output): Dense(3 -> 1, linear)\n)"
    )


def test_attributes_keep_their_kind():
    net = Perceptron()
    net.hidden = nn.Dense(4)
    assert net._children["hidden"] is net.hidden
    with pytest.raises(TypeError, match="Changing attribute type for hidden"):
        net.hidden = 3
    net.scale = net.params.get("scale", shape=(1,))
    with pytest.raises(AssertionError, match="Overriding Parameter attribute scale"):
        net.scale = Parameter("other")


def test_select_parameters():
    net = Perceptron(prefix="net_")
    assert list(net.collect_params(".*bias")) == ["net_dense0_bias", "net_dense1_bias"]
    assert list(net.collect_params("net_dense0|net_dense1_bias")) == [
        "net_dense0_weight",
        "net_dense0_bias",
        "net_dense1_bias",
    ]


def test_blocks_in_containers_are_warned_of():
    net = Perceptron()
    net.found = [net.hidden, {"a": (net.output,)}]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        net.collect_params()
    net.lost = {"b": [nn.Dense(1)]}
    with pytest.warns(UserWarning, match=r'"Perceptron.lost" is an unregistered container'):
        net.collect_params()


def test_hooks_come_before_and_after():
    net, seen = ready(), []
    before = net.register_forward_pre_hook(lambda block, inputs: seen.append(len(inputs)))
    with net.register_forward_hook(lambda block, inputs, out: seen.append(out.shape)):
        net(nd.ones((5, 2)))
        assert seen == [1, (5, 1)]
    net(nd.ones((4, 2)))
    before.detach()
    before.detach()
    net(nd.ones((4, 2)))
    assert seen == [1, (5, 1), 1]
    with pytest.raises(AssertionError, match="holds a hook"):
        before.attach(net._forward_hooks, print)


def test_apply_visits_inner_blocks_first():
    net, seen = Perceptron(), []
    assert net.apply(lambda block: seen.append(type(block).__name__)) is net
    assert seen == ["Dense", "Dense", "Perceptron"]


def test_cast_and_hybridize_reach_all_parts():
    net = ready()
    net.cast("float64")
    net.hybridize()
    assert net(nd.ones((1, 2), dtype="float64")).asnumpy().dtype == "float64"


def test_unwritten_forwards():
    with pytest.raises(NotImplementedError, match="forward"):
        Block()(nd.ones(1))
    with pytest.raises(NotImplementedError, match="hybrid_forward"):
        HybridBlock()(nd.ones(1))


def test_save_and_load(tmp_path):
    path = str(tmp_path / "net.params")
    net = ready()
    net.hidden.weight.set_data(nd.array([[1, 2], [3, 4], [5, 6]]))
    net.save_parameters(path)
    assert sorted(nd.load(path)) == [
        "hidden.bias",
        "hidden.weight",
        "output.bias",
        "output.weight",
    ]
    other = Perceptron()
    other.load_parameters(path)
    assert values(other) == values(net)


def test_save_and_load_one_layer(tmp_path):
    path = str(tmp_path / "layer.params")
    layer = nn.Dense(1, in_units=2)
    layer.initialize("ones")
    layer.save_parameters(path)
    other = nn.Dense(1)
    other.load_parameters(path)
    assert values(other) == values(layer)


def test_saving_needs_values(tmp_path):
    path = tmp_path / "net.params"
    with pytest.raises(RuntimeError, match="has not been initialized"):
        Perceptron().save_parameters(str(path))
    assert not path.exists()


def test_shared_parameters_are_saved_once(tmp_path):
    path = str(tmp_path / "net.params")
    net = nn.Sequential()
    first = nn.Dense(2, in_units=2, prefix="first_")
    net.add(first, nn.Dense(2, in_units=2, params=first.params))
    net.initialize()
    net.save_parameters(path, deduplicate=True)
    assert len(nd.load(path)) == 2
    net.load_parameters(path)


def test_loading_changes_nothing_where_anything_does_not_fit(tmp_path):
    path = str(tmp_path / "net.params")
    good = {name: p.data() + 1 for name, p in ready()._params_by_path().items()}

    def refused(change, error, says):
        nd.save(path, {**good, **change} if isinstance(change, dict) else change)
        net = ready()
        before = values(net)
        with pytest.raises(error, match=says):
            net.load_parameters(path)
        assert values(net) == before

    refused({"extra.weight": nd.ones(1)}, ValueError, "'extra.weight' loaded")
    refused({"output.bias": nd.ones(2)}, AssertionError, "shape incompatible")
    refused({"output.bias": nd.ones(1, dtype="int32")}, AssertionError, "dtype incompatible")
    missing = {name: data for name, data in good.items() if name != "output.bias"}
    nd.save(path, [nd.ones(1)])
    with pytest.raises(ValueError, match="need names"):
        ready().load_parameters(path)
    nd.save(path, missing)
    with pytest.raises(AssertionError, match=r"'output\.bias' is missing"):
        ready().load_parameters(path)
    net = ready()
    nd.save(path, {**missing, "extra.weight": nd.ones(1)})
    net.load_parameters(path, allow_missing=True, ignore_extra=True)
    assert values(net)["hidden.bias"] == [1, 1, 1]


def test_hybrid_children_and_inputs():
    with pytest.raises(ValueError, match="Children of HybridBlock"):
        nn.HybridSequential().add(Perceptron())
    layer = nn.Dense(1)
    layer.initialize()
    for wrong in (3, [1, 2]):
        with pytest.raises(ValueError, match="one NDArray in the input"):
            layer(wrong)

    class Sum(HybridBlock):
        def hybrid_forward(self, F, parts):
            return parts[0] + parts[1]

    assert Sum()([nd.ones(1), nd.ones(1)]).asscalar() == 2


def test_a_shape_that_cannot_be_found_out():
    class Scale(HybridBlock):
        def __init__(self):
            super().__init__()
            self.factor = self.params.get("factor", shape=(0,), allow_deferred_init=True)

        def hybrid_forward(self, F, x, factor):
            return F.broadcast_mul(x, factor)

    layer = Scale()
    layer.initialize()
    with pytest.raises(ValueError, match="shape cannot be inferred"):
        layer(nd.ones(3))
    layer.infer_shape = lambda x: setattr(layer.factor, "shape", x.shape)
    assert layer(nd.ones(3)).shape == (3,)
