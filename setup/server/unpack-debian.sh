#!/bin/sh
# Unpacks a Redis server and the libraries it lacks into the folder given, from the Debian packages that this machine's
# own apt knows. Nothing is installed: apt-get install would enable a service on port 6379 and needs root.
#
#   unpack-debian.sh FOLDER PACKAGE...     the first of these packages that is there in version 7.0 or later
#   SUITE=bookworm-backports               from this suite too, at the places this machine has its packages from
set -eu
# What is unpacked is run: nobody else may write to it.
umask 077
target=$1
shift
mkdir -p "$(dirname "$target")"
work=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
log="$work/apt.log"
own_lists="$work/lists"
mkdir -p "$work/cache/archives/partial" "$own_lists/partial" "$work/root"

# Locks and the user _apt belong to root's folders; all that is written here lies in our own.
apt() {
  tool=$1
  shift
  "$tool" -q -o Debug::NoLocking=1 -o APT::Sandbox::User= -o Dir::Cache="$work/cache" \
    ${lists:+-o Dir::State::lists="$lists"} ${sources:+-o Dir::Etc::SourceList="$sources"} \
    ${sources:+-t "$SUITE"} "$@" >>"$log" 2>&1
}

# The machine's own list, and its Debian places once more with the suite that was asked for.
add_suite() {
  sources="$work/sources.list"
  {
    cat /etc/apt/sources.list 2>/dev/null || true
    apt-get indextargets --format "deb \$(SITE) $SUITE \$(COMPONENT)" 'Created-By: Packages' "Codename: ${SUITE%-backports}"
  } >"$sources"
}

# The newest major version apt has of a package, 0 where it has none.
major_of() {
  options="${lists:+-o Dir::State::lists=$lists} ${sources:+-o Dir::Etc::SourceList=$sources -t $SUITE}"
  # shellcheck disable=SC2086 # none or several words
  version=$(apt-cache -o Dir::Cache="$work/cache" $options policy "$1" 2>/dev/null |
    sed -n 's/^  Candidate: \([0-9]*:\)\{0,1\}\([0-9][0-9]*\)\..*/\2/p')
  echo "${version:-0}"
}

# apt works out which libraries this machine lacks; --download-only stops before anything is installed.
download() {
  for package in "$@"; do
    if [ "$(major_of "$package")" -ge 7 ]; then
      apt apt-get install --yes --no-install-recommends --download-only "$package" && return 0
    fi
  done
  return 1
}

lists=
sources=
[ -z "${SUITE:-}" ] || add_suite
if [ -n "$sources" ] || ! download "$@"; then
  # No package lists, or lists so old that their files are gone: fetch our own, the machine's stay as they are.
  lists=$own_lists
  if ! apt apt-get update || ! download "$@"; then
    tail -n 5 "$log" >&2
    echo "setup: apt has no $* of version 7.0 or later that can be downloaded." >&2
    echo "setup: install one yourself and put it on PATH, or mend what apt says above." >&2
    exit 1
  fi
fi

for package in "$work"/cache/archives/*.deb; do
  dpkg-deb --extract "$package" "$work/root"
done

# Relative to the wrapper's own place, so that the project's folder may move.
# shellcheck disable=SC2016 # $server is for the wrapper
libraries=$(cd "$work" && find root -name '*.so.*' -exec dirname {} \; | sort -u | sed 's|^|$server/|' | paste -sd : -)
mkdir "$work/bin"
for program in redis-server redis-cli valkey-server valkey-cli; do
  [ -e "$work/root/usr/bin/$program" ] || continue
  cat >"$work/bin/$program" <<WRAPPER
#!/bin/sh
# Runs the unpacked $program with the libraries unpacked beside it.
server=\$(cd "\$(dirname "\$0")/.." && pwd)
LD_LIBRARY_PATH="$libraries\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}" exec "\$server/root/usr/bin/$program" "\$@"
WRAPPER
  chmod 755 "$work/bin/$program"
done

rm -rf "$target"
mkdir "$target"
mv "$work/root" "$work/bin" "$target/"
