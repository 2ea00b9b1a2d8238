"""A vector–Jacobian product of the student's function, taken where the function lives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple


class Gradients(NamedTuple):
    """What back-propagation through one call gave; a gradient that never arrived is ``None``.

    ``inputs`` has one entry for each floating tensor among the positional arguments, in their order;
    ``parameters`` has one for each parameter of an ``nn.Module``, by name, and is empty for a function.
    """

    result: Any
    inputs: list[Any]
    parameters: dict[str, Any]


def gradients(
    function: Callable[..., Any], args: Sequence[Any], upstream: Any, output: int | None
) -> Gradients:
    """Call ``function(*args)`` and back-propagate ``upstream``, a tensor shaped like the result.

    ``output`` picks the tensor that is differentiated where the result is a tuple.  A result that is no tensor
    of this shape, or does not depend on the inputs, has no gradients at all.
    """
    import torch

    args = [
        arg.detach().clone().requires_grad_()
        if isinstance(arg, torch.Tensor) and arg.is_floating_point()
        else arg
        for arg in args
    ]
    inputs = [arg for arg in args if isinstance(arg, torch.Tensor) and arg.requires_grad]
    parameters = dict(function.named_parameters()) if isinstance(function, torch.nn.Module) else {}
    with torch.enable_grad():
        result = function(*args)
    picked = result if output is None or not isinstance(result, (tuple, list)) else result[output]
    sources = inputs + [parameter for parameter in parameters.values() if parameter.requires_grad]
    arrived: list[Any] = [None] * len(sources)
    if (
        sources
        and isinstance(picked, torch.Tensor)
        and picked.requires_grad
        and picked.shape == upstream.shape
    ):
        arrived = list(torch.autograd.grad(picked, sources, upstream.to(picked.dtype), allow_unused=True))
    by_source = {id(source): gradient for source, gradient in zip(sources, arrived, strict=True)}
    return Gradients(
        _detached(result),
        [by_source[id(source)] for source in inputs],
        {name: by_source.get(id(parameter)) for name, parameter in parameters.items()},
    )


def _detached(result: Any) -> Any:
    """The result without the graph behind it."""
    if isinstance(result, (tuple, list)):
        return [_detached(item) for item in result]
    return result.detach() if hasattr(result, "detach") else result
