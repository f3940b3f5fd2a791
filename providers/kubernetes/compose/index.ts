// An instance of backend `local` as containers of one machine, for people who have Docker: the pods' scripts, under Compose.
// compose.yaml at the top is what this makes of stack `local`. Not here: any secret; setup.sh makes those in a volume at the
// first start.

import type { RedisSpec } from '../../backend.ts';
import { dataRules, sentinelRules } from '../access.ts';
import { defaultVersions, memoryFor, repositories } from '../own.ts';
import { dataPort, quorum, sentinelCount, sentinelPort, uid } from '../plan.ts';
import { failoverProfiles } from '../profiles.ts';
import { sentinelPeriods, sentinelSettings, serverSettings } from '../settings.ts';

/** What backend `local` says of an instance: the first of each kind of port on this machine, and GiB for data. */
export interface Machine {
  basePort: number;
  sentinelBasePort: number;
  memoryGb: number;
}

const setupImage = 'docker.io/alpine/openssl:3.5.9';

/** The file's text. `name` is what the Sentinels call the instance, `command` what made it. */
export function composeOf(name: string, spec: RedisSpec, machine: Machine, command: string): string {
  const data = named('data', spec.replicas + 1);
  const sentinels = named('sentinel', sentinelCount);
  const members = [...data, ...sentinels];
  const memory = memoryFor(machine.memoryGb).replace('Mi', 'm');
  return `# Made by: ${command}
# Up: docker compose up --wait. The connection for an application in the same network: docker compose run --rm setup env
name: redis-ha-${name}

x-environment: &environment
  HA_NAME: ${name}
  HA_DATA_PORT: '${dataPort}'
  HA_SENTINEL_PORT: '${sentinelPort}'
  HA_QUORUM: '${quorum}'
  HA_TLS: '${spec.encryption.inTransit ? 'yes' : 'no'}'
  HA_DOWN_AFTER: '${failoverProfiles[spec.failover.profile].downAfter}'

x-member: &member
  image: \${REDIS_HA_IMAGE:-${imageOf(spec)}}
  user: '${uid}:${uid}'
  read_only: true
  cap_drop: [ALL]
  security_opt: ['no-new-privileges:true']
  restart: unless-stopped
  # 25 seconds for handing over, 10 for shutdown-timeout, then a last save.
  stop_grace_period: 60s
  tmpfs: ['/run/redis-ha:size=8m']
  # A name that is asked of a name server is gone with its container, and a Sentinel that waits for an answer does nothing for
  # half a minute (TILT).
  extra_hosts:
${members.map((member) => `    - ${member}:${addressOf(member)}`).join('\n')}

services:
  # Makes passwords and a certificate once, and ends.
  setup:
    image: \${REDIS_HA_SETUP_IMAGE:-${setupImage}}
    entrypoint: [sh, /opt/redis-ha/compose/setup.sh]
    environment:
      <<: *environment
      HA_OWNER: '${uid}:${uid}'
      HA_DATA: ${data.join(' ')}
      HA_SENTINELS: ${sentinels.join(' ')}
      HA_SERVER_SETTINGS: |
${block(serverSettings(spec, Math.floor(machine.memoryGb * 2 ** 30)))}
      HA_SENTINEL_SETTINGS: |
${block(sentinelSettings(spec))}
      HA_SENTINEL_PERIODS: |
${block(sentinelPeriods(spec))}
      HA_SERVER_USERS: |
${block(usersOf(dataRules))}
      HA_SENTINEL_USERS: |
${block(usersOf(sentinelRules))}
    volumes:
      - ${scripts.compose}
      - shared:/shared
${members.map((member) => `      - ${member}:/volumes/${member}`).join('\n')}
${data.map((member, index) => serviceOf('data', member, machine.basePort + index, memory)).join('')}${sentinels
  .map((member, index) => serviceOf('sentinel', member, machine.sentinelBasePort + index, '64m', data))
  .join('')}
networks:
  default:
    ipam: {config: [{subnet: '${subnet}.0/24'}]}

volumes:
${['shared', ...members].map((volume) => `  ${volume}:`).join('\n')}
`;
}

const scripts = {
  pods: './providers/kubernetes/scripts:/opt/redis-ha/scripts:ro',
  compose: './providers/kubernetes/compose:/opt/redis-ha/compose:ro',
};

const kinds = {
  data: { disk: '/data', inside: dataPort, everyS: 2 },
  sentinel: { disk: '/state', inside: sentinelPort, everyS: 5 },
} as const;

/** Sentinels go first when all are stopped, so that none takes a stopped server for a lost one. */
function serviceOf(
  kind: keyof typeof kinds,
  member: string,
  port: number,
  memory: string,
  after: readonly string[] = [],
): string {
  const { disk, inside, everyS } = kinds[kind];
  return `
  ${member}:
    <<: *member
    hostname: ${member}
    entrypoint: [sh, /opt/redis-ha/compose/run.sh, ${kind}]
    environment: {<<: *environment, HA_SELF: ${member}}
    networks: {default: {ipv4_address: '${addressOf(member)}'}}
    mem_limit: ${memory}
    depends_on:
      setup: {condition: service_completed_successfully}
${after.map((other) => `      ${other}: {condition: service_started}\n`).join('')}    ports: ['127.0.0.1:${port}:${inside}']
    volumes:
      - ${scripts.pods}
      - ${scripts.compose}
      - shared:/etc/redis-ha:ro
      - ${member}:${disk}
    healthcheck:
      test: [CMD, sh, /opt/redis-ha/scripts/${kind}-ready.sh]
      interval: ${everyS}s
      timeout: 5s
      retries: 3
      start_period: 60s
`;
}

function named(kind: string, count: number): string[] {
  return Array.from({ length: count }, (_, ordinal) => `${kind}-${ordinal}`);
}

/** Fixed, on a network of the file's own; REDIS_HA_SUBNET moves it where that is somebody else's. */
const subnet = ['$', '{REDIS_HA_SUBNET:-172.30.76}'].join('');

function addressOf(member: string): string {
  const [kind, ordinal] = member.split('-');
  return `${subnet}.${(kind === 'data' ? 10 : 20) + Number(ordinal)}`;
}

function imageOf({ engine = 'valkey', version }: RedisSpec): string {
  return `${repositories[engine]}:${version ?? defaultVersions[engine]}`;
}

/** Those who are here: neither exporter, nor proxy, nor snapshots. */
function usersOf(rules: Readonly<Record<string, string>>): Record<string, string> {
  const absent = new Set(['metrics', 'proxy', 'snapshots']);
  return Object.fromEntries(Object.entries(rules).filter(([user]) => !absent.has(user)));
}

/** Lines of a block scalar, NAME VALUE. Compose takes a dollar sign for a variable. */
function block(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, value]) => `        ${name} ${value}`.replaceAll('$', '$$$$'))
    .join('\n');
}
