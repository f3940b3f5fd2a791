#!/bin/sh
# For a person, by kubectl exec: `cluster-yield.sh [HOST]` hands this node's slots to a replica while the server runs on. Ends with 1
# and the reason when nothing came of it; then everything is as before.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
# shellcheck source=providers/kubernetes/scripts/cluster.sh
. "$here/cluster.sh"
trap 'rm -rf "$answers"' EXIT
trap '' PIPE HUP INT TERM

if ! hand_over "${1:-}"; then
  say_in_log "Nothing was handed over: $why."
  exit 1
fi
