#!/bin/sh
# Runs a start script as the kubelet would: when the container is to stop, the stop script first, which hands over.
#
#   run.sh data|sentinel
set -eu
scripts=${HA_SCRIPTS:-/opt/redis-ha/scripts}

sh "$scripts/$1-start.sh" &
main=$!
stop() {
  trap '' TERM INT
  sh "$scripts/$1-stop.sh" || :
  kill -s TERM "$main" 2>/dev/null || :
}
trap 'stop "$1"' TERM INT
while :; do
  code=0
  wait "$main" || code=$?
  kill -0 "$main" 2>/dev/null || exit "$code"
done
