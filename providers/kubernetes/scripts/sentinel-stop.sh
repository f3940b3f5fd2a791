#!/bin/sh
# Before a Sentinel is stopped: if a failover is under way it may be the one that leads it, and another would begin anew only
# after twice failover-timeout; or one of those that shall remember who was promoted. A data server on the same machine is often
# stopped at the same moment, as in a drain, and begins to hand over some seconds later: a Sentinel that is gone by then
# answers none of its questions, and each costs a second of writes. Ends with 0 always.
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

began=$(date +%s)
seen=no
while [ "$(($(date +%s) - began))" -lt 12 ]; do
  if in_failover; then
    if [ "$seen" = no ]; then say_in_log 'Waits for the failover under way.'; fi
    seen=yes
  elif [ "$seen" = yes ] || [ "$(($(date +%s) - began))" -ge 4 ]; then
    break
  fi
  pause 0.3
done
