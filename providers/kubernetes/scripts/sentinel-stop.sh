#!/bin/sh
# Before a Sentinel is stopped: if a failover is under way it may be the one that leads it, and another would begin anew only
# after twice failover-timeout; or one of those that shall remember who was promoted. Ends with 0 always.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
# shellcheck source=providers/kubernetes/scripts/sentinels.sh
. "$here/sentinels.sh"
trap 'rm -rf "$answers"' EXIT

in_failover() {
  consult
  [ "$failing_over" = yes ]
}

until_s=$(($(date +%s) + 12))
if in_failover; then say_in_log 'Waits for the failover under way.'; fi
while in_failover && [ "$(date +%s)" -lt "$until_s" ]; do
  pause 0.2
done
