#!/bin/sh
# Before a Sentinel is stopped: if a failover is under way it may be the one that leads it, and another would begin anew only
# after twice failover-timeout. Ends with 0 always.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
trap 'rm -rf "$answers"' EXIT

in_failover() {
  ask sentinel 10 "SENTINEL MASTER $HA_NAME" self
  case "$(reply self)" in *failover_in_progress*) return 0 ;; esac
  return 1
}

until_s=$(($(date +%s) + 12))
if in_failover; then say_in_log 'Waits for the failover under way.'; fi
while in_failover && [ "$(date +%s)" -lt "$until_s" ]; do
  pause 0.2
done
