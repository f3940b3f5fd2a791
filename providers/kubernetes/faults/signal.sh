# shellcheck shell=sh
# `sh -c THIS signal SIGNAL` in a container sends a signal to its server and to nobody else: the child of the start script, whose
# number that script has written down. Not to the forks that a server makes to save its data.
set -eu
IFS= read -r main <"${HA_RUN_DIR:-/run/redis-ha}/pid"
for process in /proc/[0-9]*; do
  if ! IFS= read -r stat 2>/dev/null <"$process/stat"; then continue; fi
  name=${stat#*\(} name=${name%\)*}
  parent=${stat##*\) } parent=${parent#* } parent=${parent%% *}
  case $parent/$name in
    "$main"/redis-ser* | "$main"/valkey-ser*)
      kill -s "$1" "${process#/proc/}"
      echo sent
      exit 0
      ;;
  esac
done
echo 'no server runs there' >&2
exit 1
