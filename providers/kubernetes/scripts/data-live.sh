#!/bin/sh
# Startup and liveness of a data server: alive is whatever answers, be it LOADING, MASTERDOWN, BUSY or a refused password,
# for none of these is mended by a restart; and whatever waits for the Sentinels.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
trap 'rm -rf "$answers"' EXIT

if [ "$(cat "$run/phase" 2>/dev/null)" = waiting ]; then exit 0; fi
ask data 40 "PING" self
if [ -n "$(reply self)" ]; then exit 0; fi
say 'The server does not answer on its socket.'
exit 1
