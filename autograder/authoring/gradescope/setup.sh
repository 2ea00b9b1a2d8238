#!/usr/bin/env bash
# Gradescope runs this once, as root, while it builds the image: a Python, and what the graders need.
# A course that has an index of PyTorch's CPU builds, or a mirror, writes it into torch-index.txt beside this file.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$source")

new_enough() { command -v "$1" >/dev/null && "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

export DEBIAN_FRONTEND=noninteractive
for python in python3 python3.13 python3.12 python3.11; do
  new_enough "$python" && break
  apt-get install -y --no-install-recommends "$python" "$python-venv" libseccomp2 || true
  new_enough "$python" && break
done
new_enough "$python" || { echo "No Python 3.11 or newer here: choose a newer base image." >&2; exit 1; }

"$python" -m venv "$root/venv"
pip() { "$root/venv/bin/pip" --disable-pip-version-check "$@"; }
if [ -s "$source/torch-index.txt" ]; then
  index=$(cat "$source/torch-index.txt")
  pip install --no-deps -c "$source/constraints.txt" --index-url "$index" --find-links "$index" torch
fi
pip install -c "$source/constraints.txt" -r "$source/requirements.txt"
