"""What the hidden tests of two or more exercises of guide03_keras share.

Keras is never imported here: models stay with the student's code, and what is expected is computed with NumPy or PyTorch.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch


def described(module: str, class_name: str, **config: Any) -> dict[str, Any]:
    """The text by which Keras makes an object."""
    return {"module": f"keras.{module}", "class_name": class_name, "config": config}


def sequential(inputs: int, *layers: dict[str, Any]) -> dict[str, Any]:
    """The text of a model of these layers."""
    first = described("layers", "InputLayer", batch_shape=[None, inputs])
    return {
        "module": "keras",
        "class_name": "Sequential",
        "config": {"name": "model", "layers": [first, *layers]},
    }


def made(student: Any, text: dict[str, Any]) -> Any:
    """An object of Keras, made over there from its text: a model makes what it is to be compiled with."""
    carrier = student.build_binary_model()
    student.invoke(carrier, "compile_from_config", {"loss": text})
    return student.attribute(carrier, "loss")


def random_weights(student: Any, model: Any, rng: np.random.Generator) -> list[np.ndarray]:
    """Give a model weights from this side; returns them."""
    weights = [rng.normal(0.0, 0.6, w.shape).astype(np.float32) for w in student.invoke(model, "get_weights")]
    student.invoke(model, "set_weights", weights)
    return weights


def adam_weights(
    start: list[np.ndarray], rate: float, steps: int, loss: Callable[..., torch.Tensor]
) -> list[np.ndarray]:
    """The weights after some steps of Adam on a loss of them, with the epsilon of Keras."""
    weights = [torch.tensor(w, requires_grad=True) for w in start]
    optimizer = torch.optim.Adam(weights, rate, eps=1e-7)
    for _ in range(steps):
        optimizer.zero_grad()
        loss(*weights).backward()
        optimizer.step()
    return [w.detach().numpy() for w in weights]
