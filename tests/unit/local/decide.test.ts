import { expect } from 'chai';
import { describe, it } from 'mocha';
import { latestWord } from '../../../providers/local/group/belief.ts';
import { agreedPort, decide } from '../../../providers/local/group/decide.ts';
import type {
  SentinelReport,
  SentinelView,
  ServerReport,
  ServerView,
} from '../../../providers/local/group/view.ts';

const primary: ServerReport = {
  role: 'primary',
  fenced: false,
  link: 'up',
  loading: false,
  offset: 100,
  keys: 10,
  persists: true,
};
const replica: ServerReport = { ...primary, role: 'replica', primaryPort: 1 };
const fenced: ServerReport = { ...replica, primaryPort: 0, fenced: true, link: 'down' };
const watching: SentinelReport = {
  primaryPort: 1,
  epoch: 0,
  flags: ['master'],
  replicaPorts: [2, 3],
  others: 2,
};

function server(port: number, report?: ServerReport, process: ServerView['process'] = 'running'): ServerView {
  const target = { port, password: '' };
  return { name: `server-${port}`, port, process, target, ...(report && { report }) };
}

function sentinel(report?: SentinelReport): SentinelView {
  const target = { port: 9, password: '' };
  return {
    name: 'sentinel',
    port: 9,
    process: report ? 'running' : 'gone',
    target,
    ...(report && { report }),
  };
}

function decided(
  servers: ServerView[],
  sentinels: (SentinelReport | undefined)[] = [watching, watching, watching],
) {
  const decision = decide({ servers, sentinels: sentinels.map(sentinel) });
  return JSON.parse(
    JSON.stringify(decision, (key, value) => (key === 'target' ? undefined : (value?.name ?? value))),
  );
}

describe('local: what a group needs next', () => {
  const settled = [server(1, primary), server(2, replica), server(3, replica)];

  it('nothing, when all agree and follow', () => {
    expect(decided(settled)).to.deep.equal({ kind: 'settled', primary: 'server-1' });
  });

  it('nobody is released before a quorum of Sentinels answers and agrees', () => {
    const start = [server(1, fenced), server(2, fenced), server(3, fenced)];
    expect(decided(start, [watching, undefined, undefined]).kind).to.equal('incomplete');
    expect(decided(start, [watching, { ...watching, primaryPort: 2 }, undefined]).kind).to.equal('wait');
    expect(decided(start, [watching, watching, undefined])).to.deep.equal({
      kind: 'release',
      server: 'server-1',
    });
  });

  it('nobody is released while a failover runs', () => {
    const busy = { ...watching, flags: ['master', 'o_down', 'failover_in_progress'] };
    expect(decided([server(1, fenced), server(2, replica)], [watching, watching, busy]).kind).to.equal(
      'wait',
    );
  });

  it('one Sentinel that knows of a later failover outweighs two with old files', () => {
    const later = { ...watching, primaryPort: 3, epoch: 4 };
    expect(agreedPort([watching, watching, later], 2)).to.equal(undefined);
    expect(agreedPort([watching, later, later], 2)).to.equal(3);
    expect(
      decided([server(1, fenced), server(2, replica), server(3, primary)], [watching, watching, later]).kind,
    ).to.equal('wait');
  });

  it('a primary back with an empty disk hands over to the replica that has most', () => {
    const empty = { ...fenced, keys: 0, offset: 0 };
    const servers = [
      server(1, empty),
      server(2, { ...replica, offset: 90 }),
      server(3, { ...replica, offset: 95 }),
    ];
    expect(decided(servers)).to.deep.equal({ kind: 'handOver', from: 'server-1', to: 'server-3' });
  });

  it('a primary that persists every write comes back with more than its replicas have', () => {
    const back = { ...fenced, offset: 0 };
    expect(decided([server(1, back), server(2, replica), server(3, replica)]).kind).to.equal('release');
    const cache = { ...back, persists: false };
    expect(decided([server(1, cache), server(2, replica), server(3, replica)]).kind).to.equal('handOver');
  });

  it('nothing is decided from the emptiness of a server that still loads', () => {
    const empty = { ...fenced, keys: 0 };
    expect(decided([server(1, empty), server(2, { ...fenced, keys: 0, loading: true })]).kind).to.equal(
      'wait',
    );
    expect(decided([server(1, { ...empty, loading: true }), server(2, replica)]).kind).to.equal('wait');
  });

  it('whoever follows nobody or another is pointed at the primary', () => {
    const servers = [server(1, primary), server(2, fenced), server(3, { ...replica, primaryPort: 2 })];
    expect(decided(servers)).to.deep.equal({
      kind: 'follow',
      servers: ['server-2', 'server-3'],
      primary: 'server-1',
    });
  });

  it('a dead server is waited for by its own update, not by those of others', () => {
    expect(decided([server(1, primary), server(2, undefined, 'gone'), server(3, replica)]).kind).to.equal(
      'settled',
    );
  });

  it('ports that nobody has any more are forgotten, only when all is well', () => {
    const remembering = { ...watching, replicaPorts: [2, 3, 7] };
    const all = [remembering, watching, watching];
    expect(decided(settled, all)).to.deep.equal({ kind: 'forget', ports: [7], primary: 'server-1' });
    const syncing = [server(1, primary), server(2, replica), server(3, { ...replica, link: 'syncing' })];
    expect(decided(syncing, all).kind).to.equal('wait');
  });

  it('waits until every Sentinel reaches the primary and knows the others', () => {
    const doubts: Partial<SentinelReport>[] = [
      { flags: ['master', 's_down'] },
      { others: 1 },
      { replicaPorts: [2] },
    ];
    for (const doubt of doubts)
      expect(decided(settled, [watching, watching, { ...watching, ...doubt }]).kind).to.equal('wait');
  });
});

describe('local: who a starting Sentinel takes for the primary', () => {
  const servers = [
    { name: 'server-1', port: 1 },
    { name: 'server-2', port: 2 },
  ];

  it('whoever heard of the latest failover is right, unless nobody has that port any more', () => {
    const words = [
      { primaryPort: 1, epoch: 3 },
      { primaryPort: 2, epoch: 5 },
      { primaryPort: 9, epoch: 7 },
    ];
    expect(latestWord(words, servers)).to.deep.equal({ primaryPort: 2, epoch: 8 });
    expect(latestWord(words.slice(0, 2), servers)).to.deep.equal({ primaryPort: 2, epoch: 5 });
    expect(latestWord([], servers)).to.deep.equal({ primaryPort: 1, epoch: 0 });
  });
});
