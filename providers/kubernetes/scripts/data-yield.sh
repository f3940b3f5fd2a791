#!/bin/sh
# For a person, by kubectl exec: `data-yield.sh [HOST]` hands the role of primary over while the server runs on, as a replica. Ends
# with 1 and the reason when nothing came of it; then everything is as before.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
# shellcheck source=providers/kubernetes/scripts/sentinels.sh
. "$here/sentinels.sh"
# shellcheck source=providers/kubernetes/scripts/hand-over.sh
. "$here/hand-over.sh"
trap 'rm -rf "$answers"' EXIT
# Who asked for it may go away meanwhile: half a hand-over would hold up writes.
trap '' PIPE HUP INT TERM

take_back() {
  # One that was ordered may still happen: until that is known no write may be acknowledged here, and the pause ends by itself.
  if [ "$ordered" = yes ]; then
    if ! within 20 is_named_in_peace; then return; fi
    lead_rest
  fi
  order self 'CLIENT UNPAUSE' || :
}

is_named_in_peace() {
  consult
  [ "$named" = "$HA_SELF" ] && [ "$failing_over" = no ]
}

if ! is_primary; then why='it is not primary'; elif hand_over "${1:-}"; then why=''; fi
put_back
if [ -n "$why" ]; then
  if [ "$paused" = yes ]; then budget_s=28; take_back; fi
  say_in_log "Nothing was handed over: $why."
  exit 1
fi
