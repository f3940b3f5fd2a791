#!/bin/sh
# Startup and liveness of a Sentinel: it answers whatever it may be, or its script waits for the others.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
trap 'rm -rf "$answers"' EXIT

if [ "$(cat "$run/phase" 2>/dev/null)" = waiting ]; then exit 0; fi
ask sentinel 40 "PING" self
if [ -n "$(reply self)" ]; then exit 0; fi
say 'The Sentinel does not answer on its socket.'
exit 1
