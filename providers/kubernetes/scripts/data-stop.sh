#!/bin/sh
# Before a data server is stopped: a primary hands over. When it cannot, the server stops as it is, and the Sentinels notice.
# Ends with 0 always: a hook that fails stops nothing.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
# shellcheck source=providers/kubernetes/scripts/sentinels.sh
. "$here/sentinels.sh"
# shellcheck source=providers/kubernetes/scripts/hand-over.sh
. "$here/hand-over.sh"
trap 'rm -rf "$answers"' EXIT
trap 'put_back' TERM

if ! is_primary; then exit 0; fi
if ! hand_over ''; then say_in_log "Stops without a hand-over: $why."; fi
put_back
