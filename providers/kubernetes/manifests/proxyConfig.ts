// HAProxy's configuration: which server is primary, as the servers and the Sentinels both say. Pure text, so that a test
// runs it in front of real ones. Keywords: docs.haproxy.org/3.2/configuration.html.

import { dataPort, quorum, sentinelPort } from '../plan.ts';

export interface Member {
  /** A word, unique among the members. */
  name: string;
  host: string;
}

export interface Watched {
  /** What the Sentinels call the instance. */
  instance: string;
  servers: readonly Member[];
  sentinels: readonly Member[];
  tls: boolean;
  /** Where things are, for who runs it elsewhere than in a pod of ours. */
  ports?: { data: number; sentinel: number; listen: number; health: number };
  authority?: string;
}

export const healthPort = 8404;

/**
 * A connection goes to the server that calls itself primary and that a quorum of Sentinels names: an old primary that wakes up
 * still believes in itself, and a Sentinel alone may be behind. Bytes pass as they come, so TLS is between client and server, and
 * the certificate must vouch for the name under which the client dials.
 */
export function proxyConfig(watched: Watched): string {
  const {
    servers,
    ports = { data: dataPort, sentinel: sentinelPort, listen: dataPort, health: healthPort },
  } = watched;
  return `${[
    global,
    [
      'frontend primary',
      `  bind :${ports.listen}`,
      ...servers.map(
        ({ name }) =>
          `  use_backend ${name} if { nbsrv(named-${name}) ge ${quorum} } { nbsrv(${name}) ge 1 }`,
      ),
    ],
    ['frontend health', `  bind :${ports.health}`, '  mode http', '  monitor-uri /healthz'],
    ...servers.flatMap((server) => [
      roleOf(server, watched, ports.data),
      agreementOn(server, watched, ports.sentinel),
    ]),
  ]
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
}

const global = [
  'global',
  '  log stdout format raw local0 notice',
  '  maxconn 4000',
  '  hard-stop-after 20s',
  '',
  'resolvers cluster',
  '  parse-resolv-conf',
  // A pod that comes back has another address.
  '  hold valid 1s',
  '  hold obsolete 1s',
  '  timeout resolve 1s',
  '  timeout retry 1s',
  '',
  'defaults',
  '  mode tcp',
  '  log global',
  '  option dontlognull',
  '  timeout connect 2s',
  '  timeout check 1s',
  // A subscriber may be silent for long; a peer that is gone is noticed by keepalive.
  '  timeout client 24h',
  '  timeout server 24h',
  '  option clitcpka',
  '  option srvtcpka',
];

/** Whether the server calls itself primary. When it does not any more, what is connected to it is cut: it would go on to write there. */
function roleOf({ name, host }: Member, watched: Watched, port: number): string[] {
  return [
    `backend ${name}`,
    ...asks('ROLE', 'master'),
    `  server ${name} ${host}:${port} ${check(watched, host)} fall 3 on-marked-down shutdown-sessions`,
  ];
}

/** How many Sentinels name the server: as many as are up in this backend, which nothing is ever sent to. */
function agreementOn({ name, host }: Member, watched: Watched, port: number): string[] {
  return [
    `backend named-${name}`,
    ...asks(`SENTINEL GET-MASTER-ADDR-BY-NAME ${watched.instance}`, host),
    ...watched.sentinels.map(
      (sentinel) =>
        `  server ${sentinel.name} ${sentinel.host}:${port} ${check(watched, sentinel.host)} fall 2`,
    ),
  ];
}

/** Logs in, asks, and wants this one element in the answer. The password comes by the environment. */
function asks(question: string, answer: string): string[] {
  return [
    '  option tcp-check',
    '  tcp-check send "AUTH proxy $PROXY_PASSWORD\\r\\n"',
    `  tcp-check send "${question}\\r\\n"`,
    '  tcp-check send "PING\\r\\n"',
    // The answer before it is whole then; min-recv: if it is another, that is known at once, and not when time is up.
    '  tcp-check expect string "+PONG"',
    `  tcp-check expect min-recv 1 string "\\r\\n${answer}\\r\\n"`,
  ];
}

function check({ tls, authority = '/etc/redis-ha/tls/ca.crt' }: Watched, host: string): string {
  const encrypted = `check-ssl verify required ca-file ${authority} check-sni ${host} verifyhost ${host}`;
  return [
    'check inter 1s fastinter 250ms rise 1 resolvers cluster init-addr none',
    ...(tls ? [encrypted] : []),
  ].join(' ');
}
