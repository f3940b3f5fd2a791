#!/bin/sh
# Unpacks Debian packages, with what they need and this machine lacks, into FOLDER, and puts a wrapper for each of their
# programs into FOLDER/bin. Nothing is installed: that would start services and needs root.
#
#   unpack.sh FOLDER PACKAGE...
set -eu
target=$1
shift
[ ! -d "$target" ] || exit 0
umask 022
mkdir -p "$(dirname "$target")"
work=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
chmod 755 "$work"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/root" "$work/bin"

# Locks and the user _apt belong to root's folders; all that is written here lies in our own.
apt() {
  apt-get -q -o Debug::NoLocking=1 -o APT::Sandbox::User= -o Dir::Cache="$work/cache" \
    ${lists:+-o Dir::State::lists="$lists"} "$@" >>"$work/log" 2>&1
}

download() {
  apt install --yes --no-install-recommends --download-only "$@"
}

lists=
if ! download "$@"; then
  # No package lists, or lists so old that their files are gone: fetch our own, the machine's stay as they are.
  lists=$work/lists
  if ! apt update || ! download "$@"; then
    tail -n 5 "$work/log" >&2
    exit 1
  fi
fi
for package in "$work"/cache/archives/*.deb; do dpkg-deb --extract "$package" "$work/root"; done
rm -rf "$work/cache" "$work/lists" "$work/log"

libraries=$(cd "$work" && find root -name '*.so.*' -exec dirname {} \; | sort -u | sed "s|^|$target/|" | paste -sd : -)
for program in "$work"/root/usr/bin/* "$work"/root/usr/sbin/*; do
  [ -x "$program" ] || continue
  file=$target${program#"$work"}
  cat >"$work/bin/${program##*/}" <<WRAPPER
#!/bin/sh
LD_LIBRARY_PATH="$libraries\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}" exec "$file" "\$@"
WRAPPER
  chmod 755 "$work/bin/${program##*/}"
done
mv "$work" "$target"
