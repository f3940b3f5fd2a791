#!/bin/sh
# Before a node of a cluster is stopped: a primary hands over. When it cannot, it stops as it is, and the other primaries notice.
# Ends with 0 always: a hook that fails stops nothing.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
# shellcheck source=providers/kubernetes/scripts/cluster.sh
. "$here/cluster.sh"
trap 'rm -rf "$answers"' EXIT

if ! leads self; then exit 0; fi
if hand_over ''; then
  # It goes on telling clients where the slots are, for those that have not asked yet.
  pause 1
else
  say_in_log "Stops without a hand-over: $why."
fi
