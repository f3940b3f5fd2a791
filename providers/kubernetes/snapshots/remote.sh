# shellcheck shell=sh
# How the object store is reached: rclone with a remote called `store`, which the pod's environment describes
# (RCLONE_CONFIG_STORE_…). Sourced by the others; POSIX sh, and of the image only sh, cat and rclone.

keys=${HA_ROOT:-/etc/redis-ha}/store
# shellcheck disable=SC2034 # used by who sources this
snapshots=${HA_SNAPSHOTS:-/snapshots}
# shellcheck disable=SC2034
store=store:$HA_STORE

say() {
  printf 'redis-ha: %s\n' "$*"
}

# Without keys the pod's own identity counts, as the cloud gives it.
if [ -f "$keys/AWS_ACCESS_KEY_ID" ]; then
  AWS_ACCESS_KEY_ID=$(cat "$keys/AWS_ACCESS_KEY_ID")
  AWS_SECRET_ACCESS_KEY=$(cat "$keys/AWS_SECRET_ACCESS_KEY")
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
fi

# remote ARGUMENTS...: one command of rclone, whose errors go to the log. It compares checksums, of what it has copied too.
# The Job tries again by itself; rclone's own thirty attempts would take minutes to say what is wrong.
remote() {
  if [ -f "$keys/ca.crt" ]; then set -- --ca-cert "$keys/ca.crt" "$@"; fi
  rclone --config '' --stats 0 --retries 1 --low-level-retries 3 --checksum "$@"
}
