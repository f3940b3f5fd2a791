#!/bin/sh
# Readiness of a data server: it has its role, and as a replica it is in sync with its primary.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
trap 'rm -rf "$answers"' EXIT

refuse() {
  say "$1"
  exit 1
}

if [ "$(cat "$run/phase" 2>/dev/null)" != settled ]; then refuse 'Waits for its role; its log says why.'; fi
ask data 20 "PING
INFO replication" self
# A client's exit code is 0 whatever the server replied.
first=''
if answered self; then IFS= read -r first <"$answers/self" || :; fi
case $first in
  PONG) ;;
  '') refuse 'The server does not answer.' ;;
  *) refuse "The server answers: $first" ;;
esac
if [ "$(info self role)" = master ]; then exit 0; fi
if [ "$(info self master_sync_in_progress)" = 1 ]; then refuse "Copies from $(info self master_host)."; fi
if [ "$(info self master_link_status)" != up ]; then refuse "Has no link to $(info self master_host)."; fi
