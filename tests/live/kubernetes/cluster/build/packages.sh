#!/bin/sh
# Unpacks what a cluster needs of Debian into FOLDER: etcd, containerd, runc, network plugins, ip and iptables, a busybox, and a
# Redis and a Valkey server to make images of. Nothing is installed: that would start services.
set -eu
[ $# -eq 1 ] || {
  echo "usage: packages.sh FOLDER" >&2
  exit 2
}
target=$1
setup=$(cd "$(dirname "$0")/../../../../../setup" && pwd)
packages='etcd-server containerd runc containernetworking-plugins iproute2 iptables busybox-static'

unpack_servers() {
  codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  [ -d "$target/redis" ] || sh "$setup/server/unpack-debian.sh" "$target/redis" redis-server
  [ -d "$target/valkey" ] ||
    SUITE="$codename-backports" sh "$setup/server/unpack-debian.sh" "$target/valkey" valkey-server
}

if [ -d "$target" ]; then
  unpack_servers
  exit 0
fi
mkdir -p "$(dirname "$target")"
work=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/root" "$work/bin"

# Locks and the user _apt belong to the system's folders; all that is written here lies in our own.
apt_get() {
  apt-get -q -o Debug::NoLocking=1 -o APT::Sandbox::User= -o Dir::Cache="$work/cache" ${lists:+-o Dir::State::lists="$lists"} \
    "$@" >>"$work/log" 2>&1
}

# With the libraries that this machine lacks; apt finds out which these are.
fetch() {
  # shellcheck disable=SC2086 # a list of words
  apt_get install --yes --no-install-recommends --reinstall --download-only $packages
}

echo "Unpacking etcd, containerd and network plugins from this system's packages"
lists=
if ! fetch; then
  # No package lists, or lists so old that their files are gone: fetch our own, the machine's stay as they are.
  lists=$work/lists
  if ! apt_get update || ! fetch; then
    tail -n 5 "$work/log" >&2
    echo "apt has not all of: $packages" >&2
    exit 1
  fi
fi
for package in "$work"/cache/archives/*.deb; do dpkg-deb --extract "$package" "$work/root"; done
rm -rf "$work/cache" "$work/lists" "$work/log"

# The tests, kube-proxy and the network plugins call these by name; the libraries and extensions lie beside them.
libraries=$(cd "$work" && find root -name '*.so.*' -exec dirname {} \; | sort -u | sed "s|^|$target/|" | paste -sd : -)
extensions=$(cd "$work" && find root -type d -name xtables | sed "s|^|$target/|")
wrap() {
  printf '#!/bin/sh\nLD_LIBRARY_PATH=%s XTABLES_LIBDIR=%s exec %s "$@"\n' "$libraries" "$extensions" "$2" >"$work/bin/$1"
  chmod 755 "$work/bin/$1"
}
wrap ip "$target/$(cd "$work" && find root -type f -path '*bin/ip')"
for program in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
  wrap "$program" "$target/root/usr/sbin/xtables-nft-multi $program"
done
mv "$work" "$target"
unpack_servers
