import type { Backend, Guarantees, Offers } from '../../providers/backend.ts';
import { backends } from '../../providers/index.ts';
import { markdownTable } from '../show/marked.ts';
import { stated } from '../stated.ts';
import { type Column, columns } from './columns.ts';

interface Shown extends Column {
  face: Backend;
  guarantees: Guarantees;
  violated: readonly string[];
}

/** The tables for docs/backends.md, of every backend. */
export function markdown(): string {
  const shown = columns.map(
    (column): Shown => ({
      ...column,
      face: backends[column.backend],
      ...stated({ ...column.args, backend: column.backend }),
    }),
  );
  // What is offered is the same in every way that a backend can be asked for.
  const faces = shown.filter(({ backend }, i) => shown.findIndex((one) => one.backend === backend) === i);
  return [
    '### What can be asked for',
    markdownTable(
      ['', ...faces.map(({ title }) => title)],
      Object.entries(offered).map(([what, of]) => [what, ...faces.map(({ face }) => of(face.offers))]),
    ),
    '### What is guaranteed by default',
    markdownTable(
      ['', ...shown.map(({ title }) => title)],
      [
        ...concerns.map(([what, of]) => [what, ...shown.map(({ guarantees }) => word(of(guarantees)))]),
        [
          'waivers it needs',
          ...shown.map(({ violated }) => violated.map((id) => `\`${id}\``).join(' ') || 'none'),
        ],
      ],
    ),
    ...shown.map(details),
  ].join('\n\n');
}

const none = 'no';
const list = (values: readonly string[]) => values.join(', ');
const range = (min: number, max: number) => (min === max ? `${min}` : `${min}-${max}`);

const offered: Readonly<Record<string, (offers: Offers) => string>> = {
  topologies: ({ topologies }) => list(topologies),
  engines: ({ engines }) => list(engines),
  'replicas (default)': ({ replicas }) => `${range(replicas.min, replicas.max)} (${replicas.default})`,
  'zones (default)': ({ zones }) => (zones ? `${range(1, zones.max)} (${zones.default})` : none),
  'encryption at rest': ({ atRest }) => atRest ?? none,
  'encryption in transit': ({ inTransit }) => inTransit,
  'snapshots that can be restored (default)': ({ snapshots }) =>
    snapshots ? `up to ${snapshots.maxDays} days (${snapshots.defaultDays})` : none,
  'maintenance window': ({ maintenance }) => (maintenance ? 'yes' : none),
  'connection written to': ({ bindings }) => list(bindings ?? []) || none,
  'failover profile (default)': ({ profile }) => profile,
};

const concerns: readonly [string, (guarantees: Guarantees) => { state: string; detail: string }][] = [
  ['encryption at rest', ({ encryptionAtRest }) => encryptionAtRest],
  ['encryption in transit', ({ encryptionInTransit }) => encryptionInTransit],
  ['several zones', ({ multiAz }) => ({ ...multiAz, state: zonesText(multiAz) })],
  ['automatic failover', ({ automaticFailover }) => automaticFailover],
  ['snapshots', ({ snapshots }) => ({ ...snapshots, state: daysText(snapshots) })],
];

function zonesText({ state, zones }: Guarantees['multiAz']): string {
  return state === 'enforced' || state === 'always' ? `${state}, ${zones}` : state;
}

function daysText({ state, retentionDays }: Guarantees['snapshots']): string {
  return state === 'enforced' || state === 'always' ? `${state}, ${retentionDays} days` : state;
}

function word({ state }: { state: string }): string {
  return state;
}

function details({ title, guarantees }: Shown): string {
  const lines = concerns.map(([what, of]) => `- ${what}: ${of(guarantees).detail}`);
  return [`#### ${title}`, lines.join('\n')].join('\n\n');
}
