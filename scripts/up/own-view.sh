# Runs a command that sees nothing of folders that only root may enter but the code, read-only, and the data folder.
# Runs as root in a mount namespace of its own: own-view.sh <code> <data> <folder to cover>… -- <command>…
set -eu
code=$1 data=$2
shift 2
exec 3<"$code" 4<"$data"
while [ "$1" != -- ]; do
  mount -t tmpfs -o mode=755,nosuid,nodev tmpfs "$1"
  shift
done
shift
mkdir -p "$code"
mount --no-canonicalize --bind /proc/self/fd/3 "$code"
mount -o remount,bind,ro "$code"
mkdir -p "$data"
mount --no-canonicalize --bind /proc/self/fd/4 "$data"
exec 3<&- 4<&-
cd "$code"
exec "$@"
