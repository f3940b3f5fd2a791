#!/bin/sh
# For the live tests, which run on Valkey too: one from Debian's backports, unpacked under .redis-ha/valkey. Where that is not to
# be had the tests run on the server that there is; the last line of this script says so.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
own="$here/../.redis-ha/valkey"

[ ! -x "$own/bin/valkey-server" ] || exit 0
codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release 2>/dev/null || true)
if [ "$(sed -n 's/^ID=//p' /etc/os-release 2>/dev/null)" = debian ] && command -v dpkg-deb >/dev/null; then
  echo "Getting Valkey from $codename-backports for the live tests"
  SUITE="$codename-backports" sh "$here/server/unpack-debian.sh" "$own" valkey-server && exit 0
fi
echo "setup: no Valkey for the live tests here; they run on the other server only." >&2
