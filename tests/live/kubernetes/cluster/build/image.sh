#!/bin/sh
# Puts an image together from unpacked packages, as an archive that containerd imports: one layer with a busybox as user-land and
# the given programs with their libraries. They run as user 999, like those of the official images.
#
#   image.sh ARCHIVE NAME:TAG WORKDIR DEBIAN [PROGRAM=FILE|/PATH=TREE...]     DEBIAN is where packages.sh unpacked
set -eu
archive=$1
name=$2
workdir=$3
debian=$4
shift 4
mkdir -p "$(dirname "$archive")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root/bin" "$root/usr/bin" "$root/etc" "$root/tmp" "$root$workdir"

cp "$debian/root/bin/busybox" "$root/bin/busybox"
for applet in $("$root/bin/busybox" --list); do [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"; done
for pair in "$@"; do
  file=${pair#*=}
  case $pair in
    /*)
      mkdir -p "$root$(dirname "${pair%%=*}")"
      cp -RL "$file" "$root${pair%%=*}"
      continue
      ;;
  esac
  cp -L "$file" "$root/usr/bin/${pair%%=*}"
  # Beside the program's own tree lie the libraries that this machine lacks, or in LIBRARIES, folders with colons between.
  beside=$(echo "$debian"/*/root/usr/lib/*-linux-gnu | tr ' ' :)${LIBRARIES:+:$LIBRARIES}
  LD_LIBRARY_PATH=$beside ldd "$file" | grep -oE '/[^ ]+' | while read -r library; do
    target=$root/lib/$(basename "$library")
    case $library in */ld-linux*) target=$root$library ;; esac
    mkdir -p "$(dirname "$target")"
    cp -L "$library" "$target"
  done
done
printf 'root:x:0:0::/:/bin/sh\nredis:x:999:999::/:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\nredis:x:999:\n' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
chmod -R a+rX "$root"
chmod 1777 "$root/tmp"
[ "$workdir" = / ] || chown 999:999 "$root$workdir"

tar --numeric-owner --sort=name --mtime=@0 -C "$root" -cf "$work/layer.tar" .
layer=$(sha256sum "$work/layer.tar" | cut -d ' ' -f 1)
case $(uname -m) in
aarch64) architecture=arm64 ;;
*) architecture=amd64 ;;
esac
cat >"$work/config.json" <<CONFIG
{"architecture":"$architecture","os":"linux","config":{"Env":["PATH=/usr/bin:/bin"],"Cmd":["sleep","2147483647"],"WorkingDir":"$workdir"},
"rootfs":{"type":"layers","diff_ids":["sha256:$layer"]},"history":[{"created_by":"image.sh"}]}
CONFIG
printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$name" >"$work/manifest.json"
tar -C "$work" -cf "$archive.part" manifest.json config.json layer.tar
mv "$archive.part" "$archive"
