// Connections of every topology, with hosts and passwords as awkward as they may be.

import fc from 'fast-check';
import type { Connection } from '../../components/connection.ts';
import { connectionUrl } from '../../components/url.ts';

/** Every printable ASCII character, and some beyond. */
export const password = fc.string({ unit: fc.constantFrom(...printable()), minLength: 1, maxLength: 40 });
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
/** As URL parsers write it back: compressed, in small letters. */
const ipV6 = fc.ipV6().map((address) => new URL(`http://[${address}]`).hostname.slice(1, -1));
const host = fc.oneof(label, fc.domain(), fc.ipV4(), ipV6);
export const endpoint = fc.record({ host, port: fc.integer({ min: 1, max: 65535 }) });

const credentials = { username: label, password };
const tls = fc.record(
  {
    enabled: fc.boolean(),
    ca: fc.constant('-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n'),
    serverName: fc.domain(),
  },
  { requiredKeys: ['enabled'] },
);

export const standalone: fc.Arbitrary<Connection> = fc
  .record(
    {
      topology: fc.constant('standalone' as const),
      endpoints: fc.tuple(endpoint),
      reader: endpoint,
      tls,
      ...credentials,
    },
    { requiredKeys: ['topology', 'endpoints', 'tls'] },
  )
  .map((connection) => ({ ...connection, url: connectionUrl(connection) }));

const sentinel: fc.Arbitrary<Connection> = fc.record(
  {
    topology: fc.constant('sentinel' as const),
    endpoints: fc.array(endpoint, { minLength: 1, maxLength: 5 }),
    reader: endpoint,
    sentinel: fc.record({ masterName: label, ...credentials }, { requiredKeys: ['masterName'] }),
    tls,
    ...credentials,
  },
  { requiredKeys: ['topology', 'endpoints', 'sentinel', 'tls'] },
);

const cluster: fc.Arbitrary<Connection> = fc.record(
  {
    topology: fc.constant('cluster' as const),
    endpoints: fc.array(endpoint, { minLength: 1, maxLength: 6 }),
    reader: endpoint,
    tls,
    ...credentials,
  },
  { requiredKeys: ['topology', 'endpoints', 'tls'] },
);

export const anyConnection = fc.oneof(standalone, sentinel, cluster);

function printable(): string[] {
  const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));
  return [...ascii, 'ä', 'ß', '€', '中', '😀'];
}
