# A machine of its own: systemd as process 1 over a copy-on-write view of a root folder, with namespaces for processes,
# mounts, network and the rest. Arguments: an empty folder, the root folder. Ends with systemd; nothing stays.
set -eu
# What the machine around does not allow is no fault of the package: Machine.java knows this number.
trap '[ $? -eq 0 ] || exit 77' EXIT
folder="$1" root="$2" name="caskade-machine-$$"

cgroups() {
  for one in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
    [ ! -e "$one/cgroup.procs" ] || echo "$one"
  done
}

if [ "${3:-}" != inside ]; then
  # A subtree of its own in the trees that systemd uses: it changes nothing above it.
  for one in $(cgroups); do
    mkdir "$one/$name"
    echo $$ >"$one/$name/cgroup.procs"
  done
  echo "$name" >"$folder/name"
  exec unshare --mount --pid --uts --ipc --net --cgroup --fork --kill-child bash "$0" "$folder" "$root" inside
fi

mount --make-rprivate /
mkdir -p "$folder/layers"
mount -t tmpfs tmpfs "$folder/layers"
mkdir "$folder/layers/upper" "$folder/layers/work" "$folder/layers/machine"
machine="$folder/layers/machine"
mount -t overlay overlay -o "lowerdir=$root,upperdir=$folder/layers/upper,workdir=$folder/layers/work" "$machine"

mount -t proc proc "$machine/proc"
mount -t sysfs -o ro sysfs "$machine/sys"
if [ -e /sys/fs/cgroup/cgroup.procs ]; then
  mount -t cgroup2 cgroup2 "$machine/sys/fs/cgroup"
else
  mount -t tmpfs tmpfs "$machine/sys/fs/cgroup"
  mkdir "$machine/sys/fs/cgroup/systemd"
  mount -t cgroup -o none,name=systemd cgroup "$machine/sys/fs/cgroup/systemd"
  # No controllers: systemd would mount and use those of the machine around it.
  printf '#subsys_name\thierarchy\tnum_cgroups\tenabled\n' >"$folder/layers/cgroups"
  mount --bind "$folder/layers/cgroups" "$machine/proc/cgroups"
fi
mount -t tmpfs -o mode=755 tmpfs "$machine/run"
mount -t tmpfs -o mode=1777 tmpfs "$machine/tmp"
mount -t tmpfs -o mode=755 tmpfs "$machine/dev"
for one in null zero full random urandom tty ptmx; do
  touch "$machine/dev/$one"
  mount --bind "/dev/$one" "$machine/dev/$one"
done
ln -s /proc/self/fd "$machine/dev/fd"
mkdir "$machine/dev/shm" "$machine/dev/pts"
mkdir -p "$machine/mnt/share"
mount --bind "$folder/share" "$machine/mnt/share"
ip link set lo up

# Nothing of what the root folder would start by itself.
printf '[Unit]\nDescription=A machine for a test\nRequires=sysinit.target\nAfter=sysinit.target\n' \
  >"$machine/etc/systemd/system/caskade-machine.target"
# Containers forbid packages to start anything; a machine does not.
rm -f "$machine/usr/sbin/policy-rc.d"
cd "$machine"
mkdir -p .around
pivot_root . .around
umount -l /.around
export container=caskade PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
exec env -i container=caskade PATH="$PATH" LANG=C.UTF-8 /lib/systemd/systemd --unit=caskade-machine.target \
  --log-target=journal-or-kmsg --show-status=0
