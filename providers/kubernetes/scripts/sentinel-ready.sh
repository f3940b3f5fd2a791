#!/bin/sh
# Readiness of a Sentinel: it answers and watches the instance. Not whether a quorum is there: then all would be unready at
# once, just when they are needed.
set -eu
here=${0%/*}
# shellcheck source=providers/kubernetes/scripts/ask.sh
. "$here/ask.sh"
trap 'rm -rf "$answers"' EXIT

ask sentinel 20 "SENTINEL GET-MASTER-ADDR-BY-NAME $HA_NAME" self
case "$(reply self)" in
  '') say 'The Sentinel does not answer.' ;;
  *" "*) say "The Sentinel answers: $(reply self)" ;;
  *) exit 0 ;;
esac
exit 1
