#!/usr/bin/env bash
# FOLDER COMMAND...: runs a command beside a pcscd of its own, whose only readers are vpcd's two. For a shell that is
# already alone: unshare --net --mount --propagation private. vpcd listens on every address; here that is the loopback.
set -euo pipefail
folder="$1"
shift
ip link set lo up
mkdir -p /run/pcscd "$folder/conf.d"
mount -t tmpfs none /run/pcscd
cat >"$folder/conf.d/vpcd" <<'CONF'
FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:0x8C7B
LIBPATH      /usr/lib/pcsc/drivers/serial/libifdvpcd.so
CHANNELID    0x8C7B
CONF
/usr/sbin/pcscd --foreground --config "$folder/conf.d" >"$folder/pcscd.txt" 2>&1 &
daemon=$!
trap 'kill "$daemon" 2>/dev/null; wait "$daemon" || true' EXIT
for _ in $(seq 100); do
  [ ! -S /run/pcscd/pcscd.comm ] || break
  kill -0 "$daemon" || { cat "$folder/pcscd.txt"; exit 3; }
  sleep 0.1
done
"$@"
