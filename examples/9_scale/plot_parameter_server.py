"""
Train in several processes
==========================

**This script needs MXNet itself**: it starts MXNet's parameter server.
A scheduler, a server and two workers talk over the loopback address; each worker computes the
gradients of half of each batch, the server adds them up and steps, and the weights end where one
process alone ends.

:doc:`/how_to/more_than_one_machine` explains it.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import matplotlib.pyplot as plt
import mxnet as mx
import numpy as np

if mx.__name__ != "mxnet":
    raise SystemExit("This script needs MXNet itself: sixpieces has no parameter server.")

# %%
# The program of a worker. It is the usual loop; its rows are every second one, and ``step``
# divides by the rows of *both* workers, since the server adds up what they send.

WORKER = """
import sys
import mxnet as mx
import numpy as np
from mxnet import autograd, gluon, nd

folder, kvstore, part, parts = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
generator = np.random.default_rng(0)
features = generator.normal(size=(640, 5)).astype("float32")
labels = (features.sum(axis=1) > 0.5).astype("float32")
net = gluon.nn.Dense(1, in_units=5)
net.initialize(mx.init.Constant(0.1))
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.5}, kvstore=kvstore)
losses = []
for start in list(range(0, 640, 64)) * 3:
    mine = slice(start + part, start + 64, parts)
    with autograd.record():
        loss = gluon.loss.SigmoidBCELoss()(net(nd.array(features[mine])), nd.array(labels[mine]))
    loss.backward()
    trainer.step(64)
    losses.append(loss.mean().asscalar())
np.savez(f"{folder}/{kvstore}_{part}.npz", weight=net.weight.data().asnumpy(), losses=losses)
"""

# %%
# A server or scheduler is a process that imports MXNet with its role in the environment: it
# serves until the workers are done. All of them get a free port, a deadline, and process groups
# of their own, so that nothing is left running whatever happens.


def run_together(commands, seconds):
    """Start (role, arguments) as processes; return whether all ended well in time."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    job = {"DMLC_PS_ROOT_URI": "127.0.0.1", "DMLC_PS_ROOT_PORT": str(port), "DMLC_INTERFACE": "lo"}
    job |= {"DMLC_NUM_SERVER": "1", "DMLC_NUM_WORKER": "2", "OMP_NUM_THREADS": "1"}
    deadline = time.monotonic() + seconds
    processes = []
    try:
        for role, arguments in commands:
            environment = os.environ | (job | {"DMLC_ROLE": role} if role else {})
            processes.append(
                subprocess.Popen(
                    [sys.executable, *arguments], env=environment, start_new_session=True
                )
            )
        return all(p.wait(max(0, deadline - time.monotonic())) == 0 for p in processes)
    except subprocess.TimeoutExpired:
        return False
    finally:
        for process in processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


# %%
# One process alone first, then the four together. The server's handshake is known to hang at
# times on a busy machine: then it is started once more.

with tempfile.TemporaryDirectory() as folder:
    worker = f"{folder}/worker.py"
    Path(worker).write_text(WORKER)
    ended_well = run_together([(None, [worker, folder, "local", "0", "1"])], seconds=60)
    assert ended_well, "the process alone failed: see above"
    together = [
        ("scheduler", ["-c", "import mxnet"]),
        ("server", ["-c", "import mxnet"]),
        ("worker", [worker, folder, "dist_sync", "0", "2"]),
        ("worker", [worker, folder, "dist_sync", "1", "2"]),
    ]
    ended_well = any(run_together(together, seconds=30) for attempt in range(3))
    assert ended_well, "the four processes failed or hung three times: see above"
    alone, first, second = (
        dict(np.load(f"{folder}/{name}.npz")) for name in ("local_0", "dist_sync_0", "dist_sync_1")
    )

print("weights alone    ", alone["weight"].round(5))
print("weights together ", first["weight"].round(5))
assert np.allclose(first["weight"], second["weight"])
assert np.allclose(first["weight"], alone["weight"], atol=1e-5)
results = {"alone": alone["weight"], "together": first["weight"]}

# %%
figure, axes = plt.subplots(layout="constrained")
axes.plot(alone["losses"], label="one process")
axes.plot((first["losses"] + second["losses"]) / 2, "o", markersize=5, label="mean of two workers")
axes.set(xlabel="steps", ylabel="mean loss of a row", title="Four processes, one result")
axes.legend()
figure.set_label(
    "The loss over thirty steps: the dots of two workers with a parameter server lie on the line "
    "of one process."
)
plt.show()
