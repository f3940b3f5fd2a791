import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type ClusterDecision, decideCluster } from '../../../providers/local/cluster/decide.ts';
import { unfit } from '../../../providers/local/cluster/fits.ts';
import type { ClusterView, NodeReport, Reporting } from '../../../providers/local/cluster/look.ts';
import { agreeing, parseNodes, relocated } from '../../../providers/local/cluster/nodes.ts';
import {
  dealOut,
  movesFor,
  rangesOf,
  type SlotRange,
  sharesOf,
  slotCount,
  slotsIn,
} from '../../../providers/local/cluster/slots.ts';

const slot = fc.integer({ min: 0, max: slotCount - 1 });

describe('local cluster: slots', () => {
  it('are the same as ranges and one by one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(slot, { maxLength: 300 }), (slots) => {
        expect(slotsIn(rangesOf(slots))).to.deep.equal(slots.toSorted((a, b) => a - b));
      }),
    );
  });

  /** Every slot with one of `count` shards, at random. */
  const owned = fc
    .tuple(
      fc.integer({ min: 3, max: 6 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 64, maxLength: 64 }),
    )
    .map(([count, draws]) => {
      const shards = Array.from({ length: count }, (_, i) => i + 1);
      const of = (one: number) => ((draws[one % 64] ?? 0) % count) + 1;
      return new Map(
        shards.map((shard) => [
          shard,
          Array.from({ length: slotCount }, (_, i) => i).filter((one) => of(one) === shard),
        ]),
      );
    });

  it('move until every wanted shard has its share and the others have none, and then no more', () => {
    fc.assert(
      fc.property(owned, fc.integer({ min: 3, max: 7 }), (before, wantedCount) => {
        const wanted = Array.from({ length: wantedCount }, (_, i) => i + 1);
        const after = new Map(before);
        for (const { from, to, slots } of movesFor(before, wanted)) {
          const taken = new Set(slots);
          after.set(
            from,
            (after.get(from) ?? []).filter((one) => !taken.has(one)),
          );
          after.set(to, [...(after.get(to) ?? []), ...slots]);
        }
        const counts = wanted.map((shard) => after.get(shard)?.length ?? 0);
        expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(slotCount);
        expect(Math.max(...counts) - Math.min(...counts)).to.be.at.most(1);
        expect(movesFor(after, wanted)).to.deep.equal([]);
      }),
      { numRuns: 30 },
    );
  });

  it('that nobody has go to whoever has least, up to its share', () => {
    const all = Array.from({ length: slotCount }, (_, i) => i);
    const fresh = dealOut(
      all,
      new Map([
        [1, 0],
        [2, 0],
        [3, 0],
      ]),
    );
    expect(fresh.map(({ slots }) => slots.length)).to.deep.equal([5462, 5461, 5461]);
    const lost = dealOut(
      all.slice(0, 5461),
      new Map([
        [1, 5462],
        [2, 0],
        [3, 5461],
      ]),
    );
    expect(lost.map(({ shard, slots }) => [shard, slots.length])).to.deep.equal([[2, 5461]]);
    expect([
      ...sharesOf(
        new Map([
          [1, 1],
          [2, 9],
        ]),
      ).values(),
    ]).to.deep.equal([8192, 8192]);
  });
});

describe('local cluster: what nodes say', () => {
  const lines = [
    'aa 127.0.0.1:7000@17000,host.example myself,master - 0 0 3 connected 0-5 9 [7->-bb] [8-<-cc]',
    'bb 127.0.0.1:7001@17001 slave,fail? aa 1 2 3 disconnected',
    'vars currentEpoch 3 lastVoteEpoch 0',
    '',
  ].join('\n');

  it('is read with slots, those on their way, and whom it follows', () => {
    const [me, other, ...rest] = parseNodes(lines);
    expect(rest).to.deep.equal([]);
    expect(me).to.deep.include({ id: 'aa', port: 7000, busPort: 17_000, linked: true });
    expect(me?.slots).to.deep.equal([
      [0, 5],
      [9, 9],
    ]);
    expect([me?.migrating, me?.importing]).to.deep.equal([
      [{ slot: 7, peer: 'bb' }],
      [{ slot: 8, peer: 'cc' }],
    ]);
    expect(other).to.deep.include({ primaryId: 'aa', linked: false, flags: ['slave', 'fail?'] });
  });

  it('is put right where somebody has moved, and nothing else of it', () => {
    const moved = relocated(lines, new Map([['bb', { port: 9, busPort: 10 }]]));
    expect(moved).to.equal(lines.replace('7001@17001', '9@10'));
  });

  it("gives every replica its primary's shard id, before that one's own line too", () => {
    const [one, two] = ['1', '2'].map((digit) => digit.repeat(40));
    const file = (ofReplica: string | undefined): string =>
      [
        `aa 127.0.0.1:7000@17000,,tls-port=0,shard-id=${ofReplica} myself,slave bb 0 0 3 connected`,
        `bb 127.0.0.1:7001@17001,,tls-port=0,shard-id=${one} master - 1 2 3 connected 0-5`,
        `cc 127.0.0.1:7002@17002,,tls-port=0,shard-id=${ofReplica},x=y slave bb 1 2 3 connected`,
        `dd 127.0.0.1:7003@17003,,tls-port=0,shard-id=${two} slave ee 1 2 3 connected`,
        'vars currentEpoch 3 lastVoteEpoch 0',
        '',
      ].join('\n');
    expect(agreeing(file(two))).to.equal(file(one));
    expect(agreeing(lines)).to.equal(lines);
  });
});

describe('local cluster: what is done next', () => {
  const slots: Record<number, SlotRange> = { 1: [0, 5461], 2: [5462, 10_922], 3: [10_923, 16_383] };
  const ids = [1, 2, 3].flatMap((shard) => [1, 2].map((node) => `${shard}-${node}`));

  /** A whole cluster of three shards; `change` says what is different at one node, by its id. */
  function view(
    change: (id: string) => Partial<NodeReport> & { planned?: boolean } = () => ({}),
  ): ClusterView {
    const known = ids.map((id) => {
      const [shard = 0, node] = id.split('-').map(Number);
      const primary = node === 1;
      return {
        id,
        port: shard * 10 + (node ?? 0),
        busPort: 100,
        flags: [primary ? 'master' : 'slave'],
        ...(!primary && { primaryId: `${shard}-1` }),
        linked: true,
        slots: primary ? [slots[shard] ?? [0, 0]] : [],
        migrating: [],
        importing: [],
      };
    });
    const nodes = known.map(({ id, port, primaryId, slots }): Reporting => {
      const { planned = true, ...said } = change(id);
      return {
        name: `server-${id}`,
        port,
        process: 'running',
        target: { port, password: 'x' },
        shard: Number(id.split('-')[0]),
        planned,
        fileId: id,
        report: {
          role: primaryId ? 'replica' : 'primary',
          id,
          ...(primaryId !== undefined && { primaryId }),
          slots,
          known: structuredClone(known),
          serves: true,
          fenced: false,
          link: 'up',
          loading: false,
          offset: 100,
          keys: 10,
          persists: true,
          data: 10,
          room: 100,
          ...said,
        },
      };
    });
    return { nodes, shards: [1, 2, 3] };
  }
  const decide = (seen: ClusterView): ClusterDecision => decideCluster(seen);

  it('is nothing where it is whole', () => {
    expect(decide(view())).to.deep.equal({ kind: 'settled' });
  });

  it('is to let others copy from whoever was started, once it is known to have its data', () => {
    const fenced = view((id) => (id === '1-1' ? { fenced: true } : {}));
    expect(decide(fenced)).to.have.property('kind', 'release');
  });

  it('is to promote the replica of a primary that came back empty, or not persisting and behind', () => {
    const empty = view((id) => (id === '1-1' ? { fenced: true, keys: 0 } : {}));
    expect(decide(empty)).to.deep.include({ kind: 'promote', instead: 'server-1-1' });
    const old = view((id) => (id === '1-1' ? { fenced: true, persists: false, offset: 50 } : {}));
    expect(decide(old)).to.deep.include({ kind: 'promote', instead: 'server-1-1' });
  });

  it('is to promote and then forget where a node is gone for good, and to wait where it may come back', () => {
    const without = (seen: ClusterView, fileId?: string): ClusterView => ({
      ...seen,
      nodes: seen.nodes.map((node) => {
        if (node.fileId !== '1-1') return node;
        const { report: _, fileId: __, ...gone } = node;
        return { ...gone, process: 'gone' as const, ...(fileId !== undefined && { fileId }) };
      }),
    });
    expect(decide(without(view()))).to.deep.include({
      kind: 'promote',
      instead: 'a node that is gone for good',
    });
    expect(decide(without(view(), '1-1'))).to.deep.equal({
      kind: 'wait',
      why: 'server-1-1 has slots and does not serve them.',
    });
  });

  it('is to introduce nodes that do not know each other, or not where the other is', () => {
    const strangers = view((id) => (id === '2-2' ? { known: [] } : {}));
    const decision = decide(strangers);
    expect(decision.kind === 'meet' && decision.pairs).to.have.length(5);
  });

  it('is to give a node that follows nobody its primary, and to wait for one that is not in sync', () => {
    const elsewhere = view((id) => (id === '3-2' ? { primaryId: '2-1' } : {}));
    const decision = decide(elsewhere);
    expect(decision.kind === 'follow' && decision.nodes.map(({ name }) => name)).to.deep.equal([
      'server-3-2',
    ]);
    expect(decide(view((id) => (id === '3-2' ? { link: 'down' } : {})))).to.deep.equal({
      kind: 'wait',
      why: 'server-3-2 is not in sync with its primary yet.',
    });
  });

  it('is to go on with slots on their way before others are moved', () => {
    const seen = view();
    for (const { report } of seen.nodes)
      for (const line of report?.known ?? [])
        if (line.id === '1-1' && report?.id === '1-1') line.migrating.push({ slot: 7, peer: '2-1' });
    const decision = decide(seen);
    expect(
      decision.kind === 'move' && decision.transfers.map(({ to, slots }) => [to.name, slots]),
    ).to.deep.equal([['server-2-1', [7]]]);
  });

  it('is to move slots away from a shard that shall go', () => {
    const seen = view((id) => ({ planned: !id.startsWith('3-') }));
    const decision = decide({ ...seen, shards: [1, 2] });
    const moved = decision.kind === 'move' ? decision.transfers : [];
    expect(new Set(moved.map(({ from }) => from.name))).to.deep.equal(new Set(['server-3-1']));
    expect(moved.flatMap(({ slots }) => slots)).to.have.length(5461);
  });

  it('is refused where data would not fit, or nobody has them', () => {
    expect(unfit(view(), [], [1, 2, 3])).to.equal(undefined);
    expect(unfit(view(), [3], [1, 2])).to.equal(undefined);
    const full = view((id) => (id.endsWith('-1') ? { data: 80 } : {}));
    expect(unfit(full, [3], [1, 2])).to.match(/^The data take .* keep the shards/);
    expect(unfit(view(), [4], [1, 2, 3])).to.match(/^Shard 4 has data/);
    expect(
      unfit(
        view(() => ({ data: 1e9, room: 0 })),
        [3],
        [1, 2],
      ),
    ).to.equal(undefined);
  });
});
