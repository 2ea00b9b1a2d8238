"""Keras on PyTorch is graded sealed: models are handles, layers of the student's are instances, and training needs no thread."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.instances import Instance
from autograder.checking.program import SEED, class_names, libraries
from autograder.checking.student import RemoteStudent
from autograder.checking.suite import Outcome, Suite
from autograder.sandbox import Limits, StudentRaised, Worker, Zygote
from autograder.sandbox.zygote.main import remove

pytestmark = pytest.mark.slow

LIMITS = Limits(call_seconds=60, cell_seconds=60)
SETUP = "import keras\nimport numpy as np\n"
BUILD = '''
def build_model():
    """Logistic regression on two inputs."""
    model = keras.Sequential([
        keras.Input((2,)),
        keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
    ])
    model.compile(
        optimizer=keras.optimizers.Adam(0.01), loss=keras.losses.BinaryCrossentropy(), metrics=["accuracy"]
    )
    return model
'''
MAXOUT = '''
class Maxout(keras.layers.Layer):
    """The largest of several linear maps."""
    def __init__(self, units, pieces, **more):
        super().__init__(**more)
        self.units, self.pieces = units, pieces
    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")
    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, 1) + self.bias, axis=-1)
    def get_config(self):
        return super().get_config() | {"units": self.units, "pieces": self.pieces}
'''
STEP = '''
def train_step(model, x, y):
    """One step; the loss before it."""
    return model.train_on_batch(x, y)[0]
'''
HIDDEN = '''
import numpy as np
import pytest
import torch
from autograder import kit

@pytest.mark.exercise("build_model", core=True)
def test_weights(student):
    """权重的形状和初值对。"""
    kernel, bias = student.invoke(student.build_model(), "get_weights")
    kit.close(kernel, np.zeros((2, 1), np.float32))
    kit.close(bias, np.ones(1, np.float32))

@pytest.mark.exercise("build_model")
def test_layers(student):
    """层和激活函数对。"""
    layers = student.invoke(student.build_model(), "get_config")["layers"]
    kinds = [layer["class_name"] for layer in layers if layer["class_name"] != "InputLayer"]
    kit.require(kinds == ["Dense"], "一层 Dense")
    config = student.invoke(student.attribute(student.build_model(), "layers")[-1], "get_config")
    kit.require(config["activation"] == "sigmoid", "激活函数是 sigmoid")

@pytest.mark.exercise("build_model")
def test_compiled(student):
    """损失、优化器、学习率和指标对。"""
    model = student.build_model()
    compiled = student.invoke(model, "get_compile_config")
    kit.require(compiled["metrics"] == ["accuracy"], "指标是 accuracy")
    loss = student.attribute(model, "loss")
    name = loss if isinstance(loss, str) else student.attribute(loss, "name")
    kit.require(name == "binary_crossentropy", "损失是二元交叉熵")
    rate = student.attribute(student.attribute(model, "optimizer"), "learning_rate")
    kit.close(student.invoke(rate, "numpy"), np.float32(0.01))

@pytest.mark.exercise("build_model", core=True)
def test_predicts(student, rng):
    """概率等于 sigmoid(x w + b)。"""
    model, x = student.build_model(), rng.normal(size=(5, 2)).astype(np.float32)
    weights = [rng.normal(size=shape).astype(np.float32) for shape in ((2, 1), (1,))]
    student.invoke(model, "set_weights", weights)
    kit.close(student.invoke(model, "predict", x, verbose=0), 1 / (1 + np.exp(-(x @ weights[0] + weights[1]))))

@pytest.mark.exercise("train_step", core=True)
def test_one_step(student, rng):
    """一步之后的权重，和 PyTorch 的 Adam 走一步一样。"""
    x = rng.normal(size=(7, 2)).astype(np.float32)
    y = (x[:, :1] > 0).astype(np.float32)
    w, b = torch.zeros(2, 1, requires_grad=True), torch.ones(1, requires_grad=True)
    loss = torch.nn.functional.binary_cross_entropy(torch.sigmoid(torch.tensor(x) @ w + b), torch.tensor(y))
    optimizer = torch.optim.Adam([w, b], 0.01, eps=1e-7)
    loss.backward()
    optimizer.step()
    model = student.build_model()
    kit.close(np.float32(student.train_step(model, x, y)), np.float32(loss.item()))
    for found, want in zip(student.invoke(model, "get_weights"), (w, b), strict=True):
        kit.close(found, want.detach().numpy(), rtol=1e-4, atol=1e-5)

@pytest.mark.exercise("Maxout", core=True)
def test_maxout(student, rng):
    """最大的一个线性映射。"""
    layer, x = student.Maxout(4, pieces=3), rng.normal(size=(5, 2)).astype(np.float32)
    kit.tensor(layer(x), (5, 4), "f")
    weights = [rng.normal(size=shape).astype(np.float32) for shape in ((2, 4, 3), (4, 3))]
    layer.set_weights(weights)
    want = (np.einsum("nd,dup->nup", x, weights[0]) + weights[1]).max(-1)
    kit.close(layer(x).detach(), torch.tensor(want))

@pytest.mark.exercise("Maxout")
def test_maxout_config(student):
    """get_config 说得出怎样再造一个。"""
    config = kit.mapping(student.Maxout(4, 3).get_config(), ("units", "pieces"))
    kit.require((config["units"], config["pieces"]) == (4, 3), "units 和 pieces")
'''


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(libraries([SETUP]), limits=LIMITS) as zygote:
        yield zygote


@pytest.fixture
def worker(zygote: Zygote) -> Iterator[Worker]:
    with zygote.worker() as worker:
        yield worker


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    path = tmp_path_factory.mktemp("hidden") / "test_hidden_keras.py"
    path.write_text(HIDDEN, encoding="utf-8")
    return Suite(path)


def grade(zygote: Zygote, hidden: Suite, **cells: str) -> dict[str, list[Outcome]]:
    """The outcomes of each exercise, with other cells than the right ones."""
    texts = [SETUP, *({"build": BUILD, "maxout": MAXOUT, "step": STEP} | cells).values()]
    with zygote.worker() as worker:
        assert worker.run_cells([SEED, *((str(number), text) for number, text in enumerate(texts))]) == {}
        student = RemoteStudent(worker, classes=class_names(texts))
        return {exercise: hidden.run(exercise, student) for exercise in hidden.exercises()}


def failed(outcomes: dict[str, list[Outcome]]) -> list[str]:
    return [outcome.test.name for found in outcomes.values() for outcome in found if not outcome.passed]


def test_right_models_layers_and_steps_pass(zygote: Zygote, hidden: Suite) -> None:
    assert failed(grade(zygote, hidden)) == []
    functional = BUILD.replace(
        "keras.Sequential([\n        keras.Input((2,)),\n        keras.layers.Dense(",
        "(lambda x, layer: keras.Model(x, layer(x)))(keras.Input((2,)), *[\n        keras.layers.Dense(",
    ).replace("loss=keras.losses.BinaryCrossentropy()", 'loss="binary_crossentropy"')
    assert functional.count("keras.Model") == 1
    assert failed(grade(zygote, hidden, build=functional)) == []


@pytest.mark.parametrize(
    ("cell", "right", "wrong", "found"),
    [
        ("build", ', bias_initializer="ones"', "", ["test_weights", "test_one_step"]),
        ("build", "Adam(0.01)", "Adam()", ["test_compiled", "test_one_step"]),
        (
            "build",
            "losses.BinaryCrossentropy()",
            "losses.MeanSquaredError()",
            ["test_compiled", "test_one_step"],
        ),
        ("build", '"sigmoid"', '"tanh"', ["test_layers", "test_predicts", "test_one_step"]),
        ("maxout", "max(", "mean(", ["test_maxout"]),
        ("maxout", ' | {"units": self.units, "pieces": self.pieces}', "", ["test_maxout_config"]),
        ("step", "train_on_batch", "test_on_batch", ["test_one_step"]),
    ],
)
def test_wrong_ones_fail_where_they_are_wrong(
    zygote: Zygote, hidden: Suite, cell: str, right: str, wrong: str, found: list[str]
) -> None:
    text = {"build": BUILD, "maxout": MAXOUT, "step": STEP}[cell]
    assert text.count(right) == 1
    assert failed(grade(zygote, hidden, **{cell: text.replace(right, wrong)})) == found


def test_models_are_trained_scored_saved_and_loaded(worker: Worker) -> None:
    worker.run_cells(
        [
            SEED,
            ("setup", SETUP + BUILD + MAXOUT),
            (
                "a",
                "def train(x, y, epochs):\n"
                "    model = keras.Sequential([keras.Input((2,)), Maxout(8, 3), keras.layers.Dropout(0.1),\n"
                "        keras.layers.Dense(1, activation='sigmoid')])\n"
                "    model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])\n"
                "    stop = keras.callbacks.EarlyStopping('val_loss', patience=2, restore_best_weights=True)\n"
                "    told = model.fit(x, y, validation_split=0.2, epochs=epochs, callbacks=[stop], verbose=0)\n"
                "    model.save('model.keras')\n"
                "    again = keras.models.load_model('model.keras', custom_objects={'Maxout': Maxout})\n"
                "    return model, again, told.history\n",
            ),
        ]
    )
    student = RemoteStudent(worker)
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 2)).astype(np.float32)
    y = (x.sum(1) > 0).astype(np.float32)[:, None]
    model, again, history = student.train(x, y, 5)
    assert len(history["val_loss"]) == 5
    assert history["loss"][-1] < history["loss"][0]
    predicted = student.invoke(model, "predict", x, verbose=0)
    assert predicted.shape == (200, 1)
    assert np.allclose(student.invoke(again, "predict", x, verbose=0), predicted)
    loss, accuracy = student.invoke(model, "evaluate", x, y, verbose=0)
    assert loss < history["loss"][0]
    assert accuracy == pytest.approx(float(((predicted > 0.5) == y).mean()), abs=1e-6)


def test_a_seed_gives_the_same_weights_masks_and_numbers_in_every_worker(zygote: Zygote) -> None:
    cell = (
        "def draws():\n    model = keras.Sequential([keras.layers.Dense(5), keras.layers.Dropout(0.5)])\n"
        "    out = model(np.ones((3, 2)), training=True)\n"
        "    return [*model.get_weights(), keras.ops.convert_to_numpy(out), keras.random.normal((3,)).numpy()]\n"
        "names = keras.layers.Dense(1).name\ndef name(): return names\n"
    )
    seen = []
    # What a notebook drew before makes no difference to what its tests see.
    for before in ("", "keras.random.normal((4,))\nkeras.random.normal((4,))\n"):
        with zygote.worker() as worker:
            worker.run_cells([SEED, ("a", SETUP + cell + before), SEED])
            assert worker.call("name") == "dense"
            seen.append(worker.call("draws"))
    assert len(seen[0]) == 4
    assert all(np.array_equal(one, other) for one, other in zip(*seen, strict=True))


def test_the_worker_is_sealed_as_any_other(worker: Worker) -> None:
    worker.run_cell(
        "a",
        SETUP + "import os, threading, pathlib\n"
        "def thread(): threading.Thread(target=print).start()\n"
        "def read(): return pathlib.Path(os.environ['KERAS_HOME']).parent.parent.joinpath('etc/passwd').read_text()\n"
        "def fit():\n    model = keras.Sequential([keras.layers.Dense(1)])\n    model.compile('sgd', 'mse')\n"
        "    model.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)\n"
        "def left(): return sorted(os.listdir(os.environ['HOME'])), os.path.exists(os.environ['KERAS_HOME'])\n",
    )
    worker.call("fit")
    assert worker.call("left") == ([], False)
    for name in ("thread", "read"):
        with pytest.raises(StudentRaised):
            worker.call(name)


SEEN = "import sys\ndef seen(): return {'torch', 'keras'} & set(sys.modules)"


def test_cells_that_import_keras_have_it_imported_for_them(worker: Worker) -> None:
    assert libraries(["x = 1", "if x:\n    from keras import layers"]) == libraries([SETUP])
    worker.run_cell("a", SEEN)
    assert worker.call("seen") == {"torch", "keras"}


@pytest.mark.parametrize(
    ("text", "imported"),
    [
        ("import numpy as np\n# Keras: import keras later\nname = 'keras'", set()),
        ("import torch", {"torch"}),
    ],
)
def test_no_other_cells_wait_for_keras(text: str, imported: set[str]) -> None:
    with Zygote(libraries([text]), limits=LIMITS) as zygote, zygote.worker() as worker:
        worker.run_cell("a", SEEN)
        assert worker.call("seen") == imported


def test_keras_beside_our_package_computes_with_pytorch_and_leaves_a_home_alone(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KERAS")}
    code = "import autograder, keras; print(keras.backend.backend())"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env=environment | {"HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path.parent)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["torch"]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_left_behind_in_silence_where_nothing_can_remove_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "zygote"
    (folder / ".keras").mkdir(parents=True)
    monkeypatch.setenv("PATH", str(tmp_path))
    remove(folder)
    assert folder.exists()
    monkeypatch.undo()
    remove(folder)
    assert not folder.exists()


def test_a_layer_of_the_student_s_is_an_instance(worker: Worker) -> None:
    worker.run_cell("a", SETUP + MAXOUT)
    student = RemoteStudent(worker, classes=class_names([MAXOUT]))
    layer = student.Maxout(4, 3)
    assert isinstance(layer, Instance)
    layer.build((None, 2))
    assert (layer.units, layer.name, layer.built) == (4, "maxout", True)
    assert student.attribute(layer.kernel, "shape") == (2, 4, 3)
    assert [weights.shape for weights in layer.get_weights()] == [(2, 4, 3), (4, 3)]
