#!/usr/bin/env bash
# The commands of the README where nothing is installed yet: an ordinary user's clone of the committed state in a new Debian
# with python3, python3-venv, make and git. Needs root and debootstrap.
#
#   tools/fresh_debian.sh [--mirror URL] [--bind FOLDER]… SUITE [COMMAND]
#
# SUITE      bookworm, trixie …
# COMMAND    a line for the shell, instead of: make demo && make test-quick
# --bind     a folder that pip needs and that is seen inside too, read-only (wheels, certificates)
# --mirror   where debootstrap gets its packages
#
# TORCH_INDEX and pip's own settings (PIP_…) are passed on. Everything lies in a folder below TMPDIR, which is removed.
set -euo pipefail

mirror=()
binds=()
while [[ ${1:-} == --* ]]; do
  case $1 in
    --mirror) mirror=("$2") ;;
    --bind) binds+=("$2") ;;
    *) sed -n 2,14p "$0" >&2; exit 2 ;;
  esac
  shift 2
done
suite=${1:?which suite? bookworm, trixie …}
command=${2:-make demo && make test-quick}
course=$(cd "$(dirname "$0")/.." && pwd)
settings=("TERM=${TERM:-dumb}" LANG=C.UTF-8)
while IFS= read -r -d '' setting; do
  if [[ $setting == PIP_* || $setting == TORCH_INDEX=* ]]; then settings+=("$setting"); fi
done < <(env --null)

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
root=$work/root
debootstrap --variant=minbase --include=python3,python3-venv,make,git "$suite" "$root" ${mirror[@]+"${mirror[@]}"} >"$work/log" \
  || { tail -n 5 "$work/log" >&2; exit 1; }
chroot "$root" useradd --create-home --shell /bin/bash learner
git clone --quiet --no-hardlinks "$course" "$root/home/learner/course"
chroot "$root" chown -R learner: /home/learner
cp /etc/resolv.conf /etc/hosts "$root/etc/"
chmod a+x "$work"

# Not chroot, in which the kernel lets nobody make a namespace.
export root command
unshare --mount --pid --ipc --fork --kill-child bash -euo pipefail -s -- "${#binds[@]}" ${binds[@]+"${binds[@]}"} "${settings[@]}" <<'INSIDE'
count=$1
shift
mount --make-rprivate /
mount --bind "$root" "$root"
for folder in "${@:1:count}"; do
  mkdir -p "$root$folder"
  mount --bind -o ro "$folder" "$root$folder"
done
shift "$count"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/dev/shm"
mount --rbind /sys "$root/sys"
mount -t proc proc "$root/proc"
cd "$root"
mkdir -p old
pivot_root . old
umount -l /old
rmdir /old
exec setpriv --reuid learner --regid learner --init-groups env -i HOME=/home/learner USER=learner PATH=/usr/local/bin:/usr/bin:/bin "$@" \
  bash -c 'cd ~/course && eval "$1"' - "$command" </dev/null
INSIDE
