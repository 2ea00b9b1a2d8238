"""The small network that the ladder leans on, and its gradients by central differences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

# In the batch of the small network.
SAMPLES = 5


@dataclass(frozen=True)
class Net:
    """The fixed network; prime and distinct dimensions, so that a swapped axis shows."""

    x: np.ndarray
    w1: np.ndarray
    b1: np.ndarray
    w2: np.ndarray
    b2: np.ndarray
    labels: np.ndarray
    upstream: np.ndarray

    @property
    def z1(self) -> np.ndarray:
        """Before the ReLU of the first layer."""
        return self.x @ self.w1 + self.b1

    @property
    def h1(self) -> np.ndarray:
        """After it."""
        return np.maximum(self.z1, 0.0)

    @property
    def logits(self) -> np.ndarray:
        """What the last layer gives."""
        return self.h1 @ self.w2 + self.b2

    @property
    def dh1(self) -> np.ndarray:
        """The gradient that the second layer passes down."""
        return self.upstream @ self.w2.T

    @property
    def dz1(self) -> np.ndarray:
        """The same, past the ReLU."""
        return self.dh1 * (self.z1 > 0)

    @property
    def layers(self) -> list[dict[str, np.ndarray]]:
        """The parameters, as a network takes them."""
        return [{"w": self.w1.copy(), "b": self.b1.copy()}, {"w": self.w2.copy(), "b": self.b2.copy()}]


def make_net() -> Net:
    """Draw the network, again until no z1 lies near the kink of ReLU, where differences mean nothing."""
    rng = np.random.default_rng(4)
    n, d, h, c = SAMPLES, 7, 11, 3
    while True:
        net = Net(
            x=rng.normal(size=(n, d)),
            w1=rng.normal(size=(d, h)),
            b1=rng.normal(size=h),
            # Small, so that softmax is not saturated: a saturated one hides mistakes.
            w2=rng.normal(size=(h, c), scale=0.3),
            b2=rng.normal(size=c),
            labels=rng.integers(c, size=n),
            upstream=rng.normal(size=(n, c)),
        )
        if np.abs(net.z1).min() > 0.02:
            return net


def numerical_gradient(f: Callable[[np.ndarray], float], theta: np.ndarray, eps: float = 1e-4) -> np.ndarray:
    """Return the central differences of a scalar function at ``theta``, in float64."""
    theta = np.array(theta, dtype=np.float64)
    gradient = np.empty_like(theta)
    for place in np.ndindex(theta.shape):
        value = theta[place]
        theta[place] = value + eps
        above = f(theta)
        theta[place] = value - eps
        below = f(theta)
        theta[place] = value
        gradient[place] = (above - below) / (2 * eps)
    return gradient


def mean_loss(logits: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean cross-entropy, by log-sum-exp."""
    top = logits.max(axis=1)
    log_sum = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    return float(np.mean(log_sum - logits[np.arange(len(labels)), labels]))
