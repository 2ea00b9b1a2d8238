"""The pictures of an executed notebook, made smaller: a plot needs no sixteen million colours."""

from __future__ import annotations

import base64
import io

from nbformat import NotebookNode
from PIL import Image, ImageChops

_PNG = "image/png"
_COLOURS = 256
# Rounds that move the palette towards the colours there are; more change nothing that can be seen.
_ROUNDS = 3


def shrink_pictures(notebook: NotebookNode) -> None:
    """Write every opaque PNG among the outputs with a palette, or as grey, where that is smaller; the same way every time."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if _PNG in data:
                png = base64.b64decode(data[_PNG])
                data[_PNG] = base64.b64encode(min([png, *_smaller(png)], key=len)).decode()


def _smaller(png: bytes) -> list[bytes]:
    """The same picture in fewer bytes, perhaps; nothing where that was done before or parts of it are transparent."""
    with Image.open(io.BytesIO(png)) as image:
        if image.mode not in ("RGB", "RGBA"):
            return []
        picture = image.convert("RGBA")
    if picture.getchannel("A").getextrema() != (255, 255):
        return []
    picture = picture.convert("RGB")
    if _is_grey(picture):
        return [_png(picture.convert("L"))]
    method = Image.Quantize.MAXCOVERAGE  # keeps the rare colour of a thin line
    return [_png(picture.quantize(_COLOURS, method=method, kmeans=_ROUNDS, dither=Image.Dither.NONE))]


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return not any(ImageChops.difference(red, other).getbbox() for other in (green, blue))


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
