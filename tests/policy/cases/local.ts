import { type Given, unknown } from '../wire.ts';
import { having, type RuleCase } from './case.ts';

const three = ['sentinel-0', 'sentinel-1', 'sentinel-2'].map((name, i) => ({ name, port: 26379 + i }));
const group: Given = {
  type: 'redis-local:index:Group',
  props: { instance: 'main', directory: '.redis-ha/local/main', tls: true, servers: [], sentinels: three },
};
const member = (kind: string): Given => ({ ...group, type: `redis-local:index:${kind}` });
const authority = member('Authority');

/** What holds nowhere on one machine, whatever is asked for. */
const never = (says: RegExp): RuleCase => ({
  good: authority,
  bad: { always: { ...group, says } },
  absent: { ...having(group, { tls: undefined }), holds: false },
  unknown: { ...having(group, { tls: unknown.boolean }), comes: 'refused' },
});

const sentinels = (count: number) =>
  having(group, { sentinels: Array.from({ length: count }, (_, i) => ({ name: `sentinel-${i}` })) });

export const cases: Record<string, RuleCase> = {
  'local-encryption-at-rest': never(/disk of this machine.*Add a waiver/),
  'local-encryption-in-transit': {
    good: group,
    alsoGood: { 'a server': member('Server'), 'a certificate authority': having(authority, { tls: false }) },
    bad: Object.fromEntries(
      ['Group', 'Server', 'Sentinel', 'Node'].map((kind) => [
        `${kind} in clear`,
        { ...having(member(kind), { tls: false }), says: /`tls` is not on/ },
      ]),
    ),
    absent: { ...having(group, { tls: undefined }), holds: false },
    unknown: { ...having(group, { tls: unknown.boolean }), comes: 'refused' },
  },
  'local-multi-az': never(/one zone.*Add a waiver/),
  'local-snapshot-retention': never(/keeps snapshots.*Add a waiver/),
  'local-quorum': {
    good: group,
    alsoGood: { five: sentinels(5), 'a cluster, which has none': sentinels(0) },
    bad: {
      one: { ...sentinels(1), says: /there are 1\./ },
      two: { ...sentinels(2), says: /no majority/ },
      four: { ...sentinels(4), says: /4 Sentinels can lose no more than 3 can/ },
    },
    absent: { ...having(group, { sentinels: undefined }), holds: true },
    unknown: { ...having(group, { sentinels: unknown.list }), comes: 'advice' },
  },
};
