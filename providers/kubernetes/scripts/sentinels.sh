# shellcheck shell=sh disable=SC2034,SC2046,SC2154 # names are shared with who sources it; one word a host
# What the Sentinels say about the primary. Sourced after ask.sh.

# Asks all Sentinels. Afterwards:
#   named         whom a quorum names, provided that nobody knows of a later failover; else empty
#   answering     how many answered with a name
#   names_me      whether any of them names this pod
#   failing_over  whether any of them is in the middle of a failover
#   doubt         whether any of them does not see the primary alive and well
#   speaker       one of those that answered
# Each is asked by its own name: a Service would let one at random speak for all.
consult() {
  named='' answering=0 names_me=no failing_over=no doubt=no speaker='' words='' latest=0
  ask sentinel 12 "SENTINEL MASTER $HA_NAME" $(members sentinels)
  for host in $(members sentinels); do
    if read_word "$host"; then take_word; fi
  done
  agree
}

# One Sentinel's word: ip, epoch, flags. The reply is a name and its value by turns.
read_word() {
  ip='' epoch='' flags=''
  if ! answered "$1"; then return 1; fi
  while IFS= read -r key && IFS= read -r value; do
    case $key in
      ip) ip=$value ;;
      flags) flags=$value ;;
      config-epoch) epoch=$value ;;
    esac
  done <"$answers/$1"
  [ -n "$ip" ] && [ -n "$epoch" ]
}

take_word() {
  words="$words $epoch/$ip"
  answering=$((answering + 1))
  speaker=$host
  if [ "$epoch" -gt "$latest" ]; then latest=$epoch; fi
  if [ "$ip" = "$HA_SELF" ]; then names_me=yes; fi
  if [ "$flags" != master ]; then doubt=yes; fi
  case $flags in *failover_in_progress*) failing_over=yes ;; esac
}

agree() {
  for word in $words; do
    votes=0
    for other in $words; do
      if [ "${other#*/}" = "${word#*/}" ]; then votes=$((votes + 1)); fi
    done
    if [ "$votes" -ge "$HA_QUORUM" ]; then named=${word#*/}; fi
  done
  for word in $words; do
    # It may have slept through nothing while the others come from old files.
    if [ "${word%%/*}" = "$latest" ] && [ "${word#*/}" != "$named" ]; then named=''; fi
  done
}

# How often Sentinels look around, as SENTINEL DEBUG takes it. The first two are Redis' own (sentinel.c) and count where the
# configuration says nothing; of equal names the later counts.
sentinel_periods() {
  printf 'info-period 10000 publish-period 2000'
  while read -r name value; do
    if [ -n "$name" ]; then printf ' %s %s' "$name" "$value"; fi
  done <"$root/config/sentinel.periods"
}
