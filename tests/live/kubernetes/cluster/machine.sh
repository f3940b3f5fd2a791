#!/bin/sh
# The first process of one machine of the cluster, in network, mount, process and host name spaces of its own: what this
# kernel lets it change ends with it. usage: machine.sh NAME FOLDER
set -eu
name=$1
folder=$2

hostname "$name"
mkdir -p "$folder/lib" "$folder/log"
mount -t tmpfs tmpfs /run
mount --bind "$folder/lib" /var/lib
mount --bind "$folder/log" /var/log

# The kubelet sets these for the whole kernel. It gets copies to write to.
mkdir /run/kernel
for setting in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys \
  kernel/keys/root_maxbytes; do
  copy=/run/kernel/$(basename "$setting")
  cat "/proc/sys/$setting" >"$copy"
  mount --bind "$copy" "/proc/sys/$setting"
done

ip link set lo up
echo 1 >/proc/sys/net/ipv4/ip_forward
echo ready
# As the first process of its space it also takes in orphans: `wait` reaps them.
sleep infinity &
wait
