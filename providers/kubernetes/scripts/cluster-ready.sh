#!/bin/sh
# Readiness of a cluster's node: a primary sees most primaries, a replica is in sync with its own.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
# shellcheck source=providers/kubernetes/scripts/cluster.sh
. "$here/cluster.sh"
trap 'rm -rf "$answers"' EXIT

refuse() {
  say "$1"
  exit 1
}

if [ "$(cat "$run/phase" 2>/dev/null)" != settled ]; then refuse 'Is not started; its log says why.'; fi
ask data 20 "PING
INFO replication
CLUSTER INFO
CLUSTER NODES" self
# A client's exit code is 0 whatever the server replied.
first=''
if answered self; then IFS= read -r first <"$answers/self" || :; fi
case $first in
  PONG) ;;
  '') refuse 'The server does not answer.' ;;
  *) refuse "The server answers: $first" ;;
esac
if ! own_word "$answers/self"; then refuse 'Does not know what it is yet.'; fi
if [ "$role" = primary ]; then
  if [ "$(info self cluster_state)" != ok ]; then refuse 'Is not part of a cluster that serves.'; fi
else
  if [ "$(info self master_sync_in_progress)" = 1 ]; then refuse "Copies from $(info self master_host)."; fi
  if [ "$(info self master_link_status)" != up ]; then refuse "Has no link to $(info self master_host)."; fi
fi
