#!/bin/sh
# shellcheck disable=SC2086 # a list of members is one word a member
# What the servers and Sentinels of compose.yaml share: passwords, a certificate, who belongs together. Made at the first start
# and kept; no secret is in a file that is committed. With `env` it prints the connection for an application's env_file.
set -eu
umask 077
shared=${HA_SHARED:-/shared}
volumes=${HA_VOLUMES:-/volumes}
users='application replication sentinel peer operator'
soon_s=$((90 * 24 * 3600))

say() {
  printf 'redis-ha: %s\n' "$*"
}

make_folders() {
  mkdir -p "$shared/authority" "$shared/config" "$shared/members" "$shared/passwords" "$shared/secrets" "$shared/tls"
  for member in $HA_DATA $HA_SENTINELS; do mkdir -p "$volumes/$member"; done
}

# put FILE: standard input, whole or not at all. Servers read what is theirs; the passwords as such stay with whoever runs this.
put() {
  cat >"$shared/$1.new"
  case $1 in passwords/*) ;; *) chown "$HA_OWNER" "$shared/$1.new" ;; esac
  mv "$shared/$1.new" "$shared/$1"
}

make_passwords() {
  for user in $users; do
    if [ ! -s "$shared/passwords/$user" ]; then openssl rand -hex 32 | tr -d '\n' | put "passwords/$user"; fi
  done
}

# Lines of RULES with a user's hash in the place of its password.
acl() {
  echo 'user default off'
  printf '%s\n' "$1" | while read -r user rules; do
    if [ -n "$user" ]; then printf 'user %s on #%s %s\n' "$user" "$(hash "$user")" "$rules"; fi
  done
}

hash() {
  openssl dgst -sha256 -r "$shared/passwords/$1" | cut -c 1-64
}

# The id by which a Sentinel is known, the same for ever.
id_of() {
  printf 'redis-ha/compose/%s/%s' "$HA_NAME" "$1" | openssl dgst -sha1 -r | cut -c 1-40
}

write_members() {
  printf '%s\n' $HA_DATA | put members/data
  for sentinel in $HA_SENTINELS; do printf '%s %s\n' "$sentinel" "$(id_of "$sentinel")"; done | put members/sentinels
  printf '%s\n' "$HA_SERVER_SETTINGS" | put config/redis.conf
  printf '%s\n' "$HA_SENTINEL_SETTINGS" | put config/sentinel.settings
  printf '%s\n' "$HA_SENTINEL_PERIODS" | put config/sentinel.periods
}

# The image's own openssl.cnf may be anything, or not there.
request_config() {
  printf '[req]\ndistinguished_name=name\nprompt=no\n[name]\nCN=%s\n[authority]\nbasicConstraints=critical,CA:TRUE\n' "$1"
  printf 'keyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n[server]\nbasicConstraints=CA:FALSE\n'
  printf 'extendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=DNS:localhost,IP:127.0.0.1'
  for member in $HA_DATA $HA_SENTINELS; do printf ',DNS:%s' "$member"; done
  printf '\n'
}

make_certificates() {
  authority=$shared/authority
  if [ ! -s "$authority/ca.crt" ]; then
    request_config "redis-ha $HA_NAME" >"$authority/request.cnf"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -config "$authority/request.cnf" \
      -extensions authority -keyout "$authority/ca.key" -out "$authority/ca.crt.new" 2>/dev/null
    mv "$authority/ca.crt.new" "$authority/ca.crt"
  fi
  if ! vouches; then
    request_config "$HA_NAME" >"$authority/request.cnf"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -config "$authority/request.cnf" \
      -keyout "$authority/tls.key" -out "$authority/request.pem" 2>/dev/null
    openssl x509 -req -in "$authority/request.pem" -CA "$authority/ca.crt" -CAkey "$authority/ca.key" -CAcreateserial \
      -days 3650 -extfile "$authority/request.cnf" -extensions server -out "$authority/tls.crt" 2>/dev/null
    put tls/tls.key <"$authority/tls.key"
    put tls/tls.crt <"$authority/tls.crt"
    put tls/ca.crt <"$authority/ca.crt"
  fi
}

# Whether there is a certificate that holds for months and has every member's name.
vouches() {
  openssl x509 -checkend "$soon_s" -noout -in "$shared/tls/tls.crt" >/dev/null 2>&1 || return 1
  for member in $HA_DATA $HA_SENTINELS; do
    openssl x509 -noout -checkhost "$member" -in "$shared/tls/tls.crt" | grep -q 'does match' || return 1
  done
}

# Last, because servers wait for them.
write_secrets() {
  acl "$HA_SERVER_USERS" | put secrets/users.acl
  acl "$HA_SENTINEL_USERS" | put secrets/sentinel-users.acl
  for user in sentinel peer operator replication; do put "secrets/$user-password" <"$shared/passwords/$user"; done
}

give_away() {
  chmod 755 "$shared"
  for folder in config members secrets tls; do chown "$HA_OWNER" "$shared/$folder"; done
  for member in $HA_DATA $HA_SENTINELS; do chown "$HA_OWNER" "$volumes/$member"; done
}

print_env() {
  password=$(cat "$shared/passwords/application")
  printf 'REDIS_MODE=sentinel\nREDIS_SENTINELS='
  comma=
  for sentinel in $HA_SENTINELS; do printf '%s%s:26379' "$comma" "$sentinel"; comma=,; done
  printf '\nREDIS_SENTINEL_MASTER=%s\nREDIS_SENTINEL_USERNAME=application\nREDIS_SENTINEL_PASSWORD=%s\n' "$HA_NAME" "$password"
  printf 'REDIS_USERNAME=application\nREDIS_PASSWORD=%s\n' "$password"
  if [ "$HA_TLS" = no ]; then
    echo 'REDIS_TLS=false'
  else
    printf 'REDIS_TLS=true\nREDIS_TLS_CA="%s"\n' "$(sed 's/$/\\n/' "$shared/tls/ca.crt" | tr -d '\n')"
  fi
}

if [ "${1:-}" = env ]; then
  print_env
  exit 0
fi
make_folders
make_passwords
write_members
if [ "$HA_TLS" = yes ]; then make_certificates; fi
write_secrets
give_away
say 'Passwords, certificate and members are there.'
