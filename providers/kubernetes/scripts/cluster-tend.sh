# shellcheck shell=sh disable=SC2034,SC2046,SC2086,SC2154 # names are shared with who sources it; one word a host
# What a running node does to be part of its cluster, look by look; every step can be cut short and taken again. Sourced after
# cluster.sh.
#
# Each node for itself: it meets all members at the addresses they have now, it follows the primary of its shard, it takes over
# from a primary that is gone for good, it forgets whoever is gone. Anything but meeting needs a word from every member: one that
# is silent may be the one with the data. The first member alone gives slots that nobody has, and evens the shares out, so that
# there are never two who do it.

is_content=no seen_before='' quiet_looks=0 is_fenced=yes is_barred=yes

# Sets `is_content`: there was nothing to do.
tend() {
  survey self
  if ! own_word "$answers/self"; then is_content=no; return 0; fi
  if [ "$is_barred" = yes ] && may_take_over; then
    if order self 'CONFIG SET cluster-replica-no-failover no'; then is_barred=no; fi
    return 0
  fi
  # Asking everybody costs each of them a handshake, so only when something has changed, and now and then.
  picture
  quiet_looks=$((quiet_looks + 1))
  if [ "$is_content" = yes ] && [ "$seen" = "$seen_before" ] && [ "$quiet_looks" -lt 12 ]; then return 0; fi
  seen_before=$seen quiet_looks=0
  is_content=no
  cat "$answers/self" >"$answers/view"
  survey self $(others data)
  if ! own_word "$answers/self"; then return 0; fi
  own_id=$id own_role=$role own_primary=$primary own_held=$held
  list_members
  orders=''
  release
  meet_members
  if [ -n "$orders" ]; then ask data 20 "$orders" self; return 0; fi
  if [ -n "$silent" ]; then
    progress "Waits for$silent."
    return 0
  fi
  if take_over || forget_gone || follow_chief; then return 0; fi
  read -r first _ <"$root/members/data"
  if [ "$first" = "$HA_SELF" ] && ! lead; then return 0; fi
  is_content=yes
}

# Whether it can have an election when its primary fails. Whoever starts calls all others failing until it has heard from them; where
# most primaries start at the same time they agree on that, and it stands for twice node-timeout though everybody is back. A replica
# that is in sync would then take over from a primary that acknowledges writes. After half a minute whoever is called failing has failed.
may_take_over() {
  if ! waited_less_than 30; then return 0; fi
  if [ "$role" = primary ]; then [ "$held" -gt 0 ] && [ "$(info self cluster_state)" = ok ]; return; fi
  [ "$(info self master_link_status)" = up ] && sees_well "$primary"
}

# sees_well ID: by its own view of the node.
sees_well() {
  while read -r seen_id _ seen_flags _; do
    if [ "$seen_id" != "$1" ]; then continue; fi
    case ",$seen_flags," in *,fail,* | *,fail\?,* | *,noaddr,*) return 1 ;; esac
    return 0
  done <"$answers/self"
  return 1
}

# Sets `seen` to the members and to what this node knows of each, but for the times of pings.
picture() {
  seen=$(cat "$root/members/data")
  while read -r id address flags primary ping pong epoch link slots; do
    case $pong in '' | *[!0-9]*) ;; *) seen="$seen $id $address $flags $primary $epoch $link $slots" ;; esac
  done <"$answers/self"
}

# A line for each member that answered: host shard id ip role primary epoch held open keys offset slots. Sets `silent`, and
# `mistaken` to replicas that believe another node to be at this one's address.
list_members() {
  silent='' mistaken='' total=0
  while read -r host shard; do
    place=$host
    if [ "$host" = "$HA_SELF" ]; then place=self; fi
    if answered "$place" && own_word "$answers/$place" && [ "$(info "$place" loading)" = 0 ]; then
      total=$((total + 1))
      offset=$(info "$place" slave_repl_offset)
      count=$(keys "$place")
      if [ "$role" = replica ] && [ "$(info "$place" master_host)" = "$HA_POD_IP" ] && [ "$primary" != "$own_id" ]; then
        mistaken="$mistaken $host"
      fi
      printf '%s ' "$host" "$shard" "$id" "$ip" "$role" "$primary" "$epoch" "$held" "$open" "${count:-0}" "${offset:-0}"
      printf '%s\n' "$slots"
    else
      silent="$silent $host"
    fi
  done <"$root/members/data" >"$answers/table"
}

# Others may copy from this node, once none of them would copy the wrong data. Not by ACL LOAD, which a replica of Valkey 8.0 does
# not survive (valkey#1832).
release() {
  if [ "$is_fenced" = no ]; then return 0; fi
  if [ -n "$mistaken" ]; then progress "Lets nobody copy from it: at its address$mistaken looks for another."; return 0; fi
  if [ "$own_role" = primary ] && [ "$own_held" = 0 ] && [ -n "$silent" ]; then return 0; fi
  is_fenced=no orders='ACL SETUSER replication +psync
'
}

# known ID: how this node sees another. Fails for one that it has not met.
known() {
  while read -r seen_id seen_address seen_flags _; do
    if [ "$seen_id" = "$1" ]; then
      seen_address=${seen_address%%@*}
      seen_ip=${seen_address%:*}
      return 0
    fi
  done <"$answers/view"
  return 1
}

# An address is all that MEET takes, and the member itself knows its own best.
meet_members() {
  met=''
  while read -r host _ id ip _; do
    if [ "$id" != "$own_id" ] && ! is_met; then
      orders="${orders}CLUSTER MEET $ip $HA_DATA_PORT $HA_BUS_PORT
"
      met="$met $host"
    fi
  done <"$answers/table"
  if [ -n "$met" ]; then progress "Meets$met."; fi
}

is_met() {
  if ! known "$id" || [ "$seen_ip" != "$ip" ]; then return 1; fi
  case ",$seen_flags," in *,noaddr,* | *,handshake,*) return 1 ;; esac
}

member_with() {
  while read -r host _ id _; do
    if [ "$id" = "$1" ]; then return 0; fi
  done <"$answers/table"
  return 1
}

# A replica whose primary no member is any more, as after the loss of its disk: of several the one that has most.
take_over() {
  if [ "$own_role" = primary ] || member_with "$own_primary"; then return 1; fi
  best='' most=-1 furthest=-1
  while read -r host _ _ _ _ primary _ _ _ count offset _; do
    if [ "$primary" != "$own_primary" ]; then continue; fi
    if [ "$count" -gt 0 ]; then count=1; fi
    if [ "$count" -gt "$most" ] || { [ "$count" = "$most" ] && [ "$offset" -gt "$furthest" ]; }; then
      best=$host most=$count furthest=$offset
    fi
  done <"$answers/table"
  if [ "$best" != "$HA_SELF" ]; then return 0; fi
  say 'Takes over from a primary that is gone for good.'
  promote self || progress "Is not promoted: $(reply self)"
}

# Who is down and no member. One that has slots goes only when its name has come back as another node, with another disk: of a
# name that is no longer listed the volume is still there, with the data.
forget_gone() {
  forgotten=''
  while read -r gone address flags _ _ _ _ _ slots; do
    case ",$flags," in *,fail,* | *,noaddr,*) ;; *) continue ;; esac
    case ",$flags," in *,handshake,*) continue ;; esac
    if member_with "$gone" || is_followed "$gone"; then continue; fi
    name=${address#*,}
    name=${name%%,*}
    if [ -n "$slots" ] && [ -z "$(shard_of "$name")" ]; then
      progress "$name has slots and is no member any more: raise \`shards\` again, or its data are out of reach."
      continue
    fi
    forgotten="${forgotten}CLUSTER FORGET $gone
"
    say "Forgets $name ($gone), which is gone for good."
  done <"$answers/view"
  if [ -z "$forgotten" ]; then return 1; fi
  ask data 20 "$forgotten" self
}

is_followed() {
  while read -r _ _ _ _ _ primary _; do
    if [ "$primary" = "$1" ]; then return 0; fi
  done <"$answers/table"
  return 1
}

# chief_of SHARD: its primary is who has its slots, by the latest word; while nobody has any, the first that follows nobody.
chief_of() {
  chief='' chief_id='' chief_ip='' chief_held=0 chief_epoch=-1
  while read -r host shard id ip role _ epoch held _; do
    if [ "$shard" != "$1" ] || [ "$role" != primary ]; then continue; fi
    if [ -z "$chief" ] || { [ "$held" -gt 0 ] && { [ "$chief_held" = 0 ] || [ "$epoch" -gt "$chief_epoch" ]; }; }; then
      chief=$host chief_id=$id chief_ip=$ip chief_held=$held chief_epoch=$epoch
    fi
  done <"$answers/table"
}

# Whoever has no slots follows the primary of its shard, where that is now: Redis 7.0 goes on copying from nowhere when it learned
# from a third node of the address (clusterProcessGossipSection, cluster.c; Valkey has it mended).
follow_chief() {
  chief_of "$(shard_of "$HA_SELF")"
  if [ -z "$chief" ] || [ "$chief" = "$HA_SELF" ] || [ "$own_held" -gt 0 ]; then return 1; fi
  if [ "$own_primary" = "$chief_id" ] && [ "$(info self master_host)" = "$chief_ip" ]; then return 1; fi
  if order self "CLUSTER REPLICATE $chief_id"; then
    say "Follows $chief."
  else
    progress "Shall follow $chief: $(reply self)"
  fi
}

# What the first member does for all. Fails when there is more to do.
lead() {
  for host in $(others data); do
    if [ "$(info "$host" cluster_known_nodes)" -lt "$total" ]; then progress "$host does not know all others yet."; return 1; fi
  done
  look_at_shards
  if [ -n "$leaderless" ]; then progress "Shard$leaderless has no primary."; return 1; fi
  if [ -n "$astray" ]; then progress "Waits until$astray follows the primary of its shard."; return 1; fi
  if [ "$covered" -lt "$slot_count" ]; then give_slots; return 1; fi
  for host in $(others data); do
    if [ "$(info "$host" cluster_state)" != ok ]; then progress "$host does not see most of the primaries yet."; return 1; fi
    if [ "$(info "$host" master_link_status)" = down ]; then progress "$host is not in sync with its primary yet."; return 1; fi
  done
  if [ "$any_open" = yes ]; then finish_open; return 1; fi
  if [ "$surplus" -gt 0 ]; then move_slots; return 1; fi
}

# Sets `shards`, `shard_count`, `covered`, `leaderless`, `astray`, `any_open`, and `surplus`: how many slots the one with most should give
# to the one with fewest.
look_at_shards() {
  shards='' shard_count=0 covered=0 leaderless='' astray='' any_open=no most=0 fewest=$slot_count
  while read -r _ shard _ _ _ _ _ held open _; do
    case " $shards " in *" $shard "*) ;; *) shards="$shards $shard" shard_count=$((shard_count + 1)) ;; esac
    covered=$((covered + held))
    if [ "$open" = yes ]; then any_open=yes; fi
  done <"$answers/table"
  for number in $shards; do
    chief_of "$number"
    if [ -z "$chief" ]; then leaderless="$leaderless $number"; fi
    find_astray "$number"
    if [ "$chief_held" -gt "$most" ]; then most=$chief_held giver=$chief giver_id=$chief_id; fi
    if [ "$chief_held" -lt "$fewest" ]; then fewest=$chief_held taker=$chief taker_id=$chief_id; fi
  done
  share=$((slot_count / shard_count))
  surplus=$((most - share))
  if [ "$surplus" -gt $((share - fewest)) ]; then surplus=$((share - fewest)); fi
}

# It follows its chief before that gets slots, so that they have a second copy from the beginning.
find_astray() {
  while read -r host shard _ _ role _ _ held _; do
    if [ "$shard" = "$1" ] && [ "$role" = primary ] && [ "$host" != "$chief" ] && [ "$held" = 0 ]; then astray="$astray $host"; fi
  done <"$answers/table"
}

# Slots that nobody has, as at the very first start: each shard has the same part of them all. Whoever is known to have some
# keeps them, member or not.
give_slots() {
  place=0
  for number in $shards; do
    free=$((place * slot_count / shard_count))-$(((place + 1) * slot_count / shard_count - 1))
    place=$((place + 1))
    take_out_owned
    if [ -z "$free" ]; then continue; fi
    chief_of "$number"
    ranges=$(printf ' %s' $free)
    if order "$chief" "CLUSTER ADDSLOTSRANGE $(spaced $free)"; then
      say "$chief is primary of slots$ranges."
    else
      progress "$chief does not take slots$ranges: $(reply "$chief")"
    fi
  done
}

spaced() {
  for range; do printf '%s %s ' "${range%-*}" "${range#*-}"; done
}

take_out_owned() {
  set -f
  while read -r _ _ _ _ _ _ _ _ owned; do take_out $owned; done <"$answers/view"
  while read -r _ _ _ _ _ _ _ _ _ _ _ owned; do take_out $owned; done <"$answers/table"
  set +f
}

# Takes ranges out of `free`.
take_out() {
  for range; do
    case $range in *[!0-9-]*) continue ;; esac
    low=${range%-*} high=${range#*-} rest=''
    for part in $free; do
      from=${part%-*} to=${part#*-}
      if [ "$high" -lt "$from" ] || [ "$low" -gt "$to" ]; then rest="$rest $part"; continue; fi
      if [ "$from" -lt "$low" ]; then rest="$rest $from-$((low - 1))"; fi
      if [ "$to" -gt "$high" ]; then rest="$rest $((high + 1))-$to"; fi
    done
    free=$rest
  done
}

# Up to some thousand slots from the one with most to the one with fewest (cluster specification, "Live reconfiguration"): from the
# moment they are marked on both sides the taker gets every new key, so those that are empty then are empty for good and change
# hands. Of the others finish_open moves the keys, slot by slot.
move_slots() {
  if [ "$surplus" -gt 2048 ]; then surplus=2048; fi
  say "Moves $surplus slots from $giver to $taker."
  choose_slots
  # shellcheck disable=SC2086 # one word a slot
  if ! set_slots "$taker" "IMPORTING $giver_id" $chosen || ! set_slots "$giver" "MIGRATING $taker_id" $chosen; then return 0; fi
  find_empty
  if [ -n "$empty" ]; then
    # The taker first: should this end in between, there is one that serves them.
    # shellcheck disable=SC2086
    if set_slots "$taker" "NODE $taker_id" $empty; then set_slots "$giver" "NODE $taker_id" $empty || :; fi
  fi
}

# Sets `chosen` to the first slots of the giver.
choose_slots() {
  chosen='' left=$surplus
  while read -r _ _ id _ _ _ _ _ _ _ _ owned; do
    if [ "$id" != "$giver_id" ]; then continue; fi
    for range in $owned; do
      slot=${range%-*}
      while [ "$slot" -le "${range#*-}" ] && [ "$left" -gt 0 ]; do
        chosen="$chosen $slot" slot=$((slot + 1)) left=$((left - 1))
      done
    done
  done <"$answers/table"
}

# Sets `empty` to those of `chosen` in which the giver has no key.
find_empty() {
  questions='' empty=''
  for slot in $chosen; do
    questions="${questions}CLUSTER COUNTKEYSINSLOT $slot
"
  done
  ask data 100 "$questions" "$giver"
  if ! answered "$giver"; then return 0; fi
  for slot in $chosen; do
    IFS= read -r count <&3 || :
    if [ "$count" = 0 ]; then empty="$empty $slot"; fi
  done 3<"$answers/$giver"
}

# set_slots HOST WORDS SLOT...: whether all were set. By the client's pipe, for a node writes its configuration down once for all the
# commands that it reads at a time; over a dozen connections, for a primary of Valkey has each command wait for its replica.
set_slots() {
  place=$1 words=$2 part=0 busy=''
  shift 2
  rm -f "$answers"/part.* "$answers"/result.*
  for slot; do
    echo "CLUSTER SETSLOT $slot $words" >>"$answers/part.$part"
    part=$(((part + 1) % 12))
  done
  for part in "$answers"/part.*; do
    client data "$place" --pipe <"$part" >"$answers/result.${part##*.}" 2>&1 &
    busy="$busy $!"
  done
  rounds=300
  for pid in $busy; do
    while [ "$rounds" -gt 0 ] && runs "$pid"; do
      pause 0.1
      rounds=$((rounds - 1))
    done
    kill "$pid" 2>/dev/null || :
    wait "$pid" 2>/dev/null || :
  done
  count=0
  for part in "$answers"/result.*; do
    while IFS= read -r line; do
      case $line in
        'errors: 0, replies: '*) count=$((count + ${line##* })) ;;
        'errors: '* | 'All data transferred'* | 'Last reply received'* | '') ;;
        *) progress "$place answers: $line" ;;
      esac
    done <"$part"
  done
  [ "$count" = "$#" ]
}

# By the client's own command, which moves keys whatever bytes are in them, takes up what was cut short anywhere, and changes
# nothing where nodes do not agree.
finish_open() {
  progress 'Moves the keys of slots that are on their way.'
  set -- --cluster fix "$HA_SELF:$HA_DATA_PORT"
  if [ "$HA_TLS" = yes ]; then set -- --tls --cacert "$root/tls/ca.crt" "$@"; fi
  IFS= read -r REDISCLI_AUTH <"$root/secrets/operator-password" || :
  export REDISCLI_AUTH
  if ! "$client_program" --user operator --no-auth-warning "$@" </dev/null >"$run/fixed" 2>&1; then
    while IFS= read -r line; do case $line in *ERR*) progress "That failed: $line" ;; esac; done <"$run/fixed"
  fi
  unset REDISCLI_AUTH
}
