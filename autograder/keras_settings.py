"""How Keras is to work for whoever imports it after this: a notebook, pytest beside it, a grader.  Workers are told the same.

It computes with PyTorch and makes no folder for its settings in the reader's home: none can be made there.
"""

from __future__ import annotations

import os

KERAS = {"KERAS_BACKEND": "torch", "KERAS_HOME": f"{os.devnull}/keras"}

for _name, _value in KERAS.items():
    os.environ.setdefault(_name, _value)
