import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { Meddler } from './meddler.ts';
import type { Pod } from './pod.ts';
import { Pods } from './pods.ts';
import { runtimes } from './runtimes.ts';
import { Writes } from './writes.ts';

const [runtime] = await runtimes();

describe('pod scripts, before a stop that cannot go well', () => {
  let pods: Pods;
  const frozen: number[] = [];
  before(async () => {
    // Longer than a test: servers undo a priority that they take for forgotten.
    pods = await Pods.make(runtime, { renewalS: 60 });
    pods.start();
    await pods.ready();
    // A replica that has just come into sync is barred from being promoted for a moment more.
    await promotable();
  });
  afterEach(() => wake());
  after(async () => {
    wake();
    await pods.remove();
  });

  function wake(): void {
    for (const pid of frozen.splice(0)) process.kill(pid, 'SIGCONT');
  }

  async function freeze(list: Pod[]): Promise<void> {
    for (const pod of list) {
      const pid = await pod.server();
      process.kill(pid, 'SIGSTOP');
      frozen.push(pid);
    }
  }

  async function begin(): Promise<{ primary: Pod; writes: Writes }> {
    await pods.ready();
    const primary = await pods.primary();
    const writes = new Writes(pods);
    await writes.progress();
    return { primary, writes };
  }

  /** As the kubelet does after the hook. */
  async function stopped(primary: Pod, writes: Writes): Promise<void> {
    await primary.terminate();
    await writes.progress();
    wake();
    primary.start();
    await pods.ready();
    await pods.primary();
    expect(await writes.lost()).to.equal(0);
    expect(await periods(pods)).to.deep.equal(['250', '10000']);
    await promotable();
  }

  function promotable(): Promise<void> {
    return until(
      async () => (await priorities(pods)).every((priority) => priority === '100'),
      'all can be promoted',
    );
  }

  async function offsetOf(pod: Pod): Promise<number> {
    return Number(/master_repl_offset:(\d+)/.exec(String(await pods.order(pod, 'INFO', 'replication')))?.[1]);
  }

  async function heirOf(primary: Pod): Promise<Pod> {
    const [, host] = [...primary.log.matchAll(/Hands over to (\S+)\./g)].at(-1) ?? [];
    const heir = pods.data.find((pod) => pod.host === host);
    if (!heir) throw new Error('The hook names no heir.');
    return heir;
  }

  it('have nothing to do for a replica', async () => {
    const [replica] = pods.replicas(await pods.primary());
    expect(await replica?.call('stop')).to.deep.equal({ code: 0, text: '' });
  });

  it('stop without a hand-over when the Sentinels do not see that a replica shall take over', async () => {
    const primary = await pods.primary();
    await freeze(pods.replicas(primary));
    const hook = await primary.call('stop');
    expect(hook.code).to.equal(0);
    expect(hook.text).to.match(
      /Stops without a hand-over: the Sentinels do not see that \S+ shall take over/,
    );
    wake();
    await pods.ready();
    expect(await pods.primary()).to.equal(primary);
    expect(await periods(pods)).to.deep.equal(['250', '10000']);
    expect(await priorities(pods)).to.deep.equal(['100', '100', '100']);
  });

  it('stop without a hand-over when no quorum of Sentinels answers, and lose nothing', async () => {
    const writes = new Writes(pods);
    await writes.progress();
    const primary = await pods.primary();
    const away = pods.sentinels.slice(0, 2);
    await Promise.all(away.map((pod) => pod.kill()));
    const hook = await primary.delete();
    expect(hook.code).to.equal(0);
    expect(hook.text).to.contain('Stops without a hand-over: 1 Sentinels answer');
    pods.start(away);
    await writes.progress();
    primary.start();
    await pods.ready();
    await pods.primary();
    expect(await writes.lost()).to.equal(0);
  });

  it('stop without a hand-over when no replica is in sync', async () => {
    const primary = await pods.primary();
    await Promise.all(pods.replicas(primary).map((pod) => pod.terminate()));
    await until(async () => {
      const hook = await primary.call('stop');
      return hook.code === 0 && hook.text.includes('Stops without a hand-over: no replica is in sync');
    }, 'the primary has noticed that its replicas are gone');
    pods.start(pods.replicas(primary));
    await pods.ready();
  });

  it('stop without a hand-over when the replica falls behind just then, and lose nothing', async () => {
    const { primary, writes } = await begin();
    const meddler = await Meddler.before('CLIENT PAUSE', pods);
    const hook = primary.call('stop', { env: meddler.env });
    await meddler.does(async () => freeze([await heirOf(primary)]));
    expect(await hook).to.deep.include({ code: 0 });
    expect(primary.log).to.match(/Stops without a hand-over: \S+ does not catch up\./);
    await stopped(primary, writes);
  });

  it('stop without a hand-over when the Sentinels refuse it, and say what they answered', async () => {
    const { primary, writes } = await begin();
    const meddler = await Meddler.before('SENTINEL FAILOVER', pods);
    const hook = primary.call('stop', { env: meddler.env });
    await meddler.does(async () => {
      const heir = await heirOf(primary);
      await pods.order(heir, 'CONFIG', 'SET', 'replica-priority', '0');
      await untilBarred(pods, heir);
    });
    expect(await hook).to.deep.include({ code: 0 });
    expect((await hook).text).to.match(/Stops without a hand-over: \S+ answers: NOGOODSLAVE/);
    await pods.order(await heirOf(primary), 'CONFIG', 'SET', 'replica-priority', '100');
    await stopped(primary, writes);
  });

  it('hand over although the Sentinel that was asked goes just then, as when its machine is drained', async () => {
    const { primary, writes } = await begin();
    // The last that answers is the one that is asked.
    const asked = pods.sentinels.at(-1);
    const meddler = await Meddler.before('SENTINEL FAILOVER', pods);
    const hook = primary.call('stop', { env: meddler.env });
    await meddler.does(async () => asked?.kill());
    const { text } = await hook;
    expect(text).to.match(/Hands over to (\S+)\.\n.*\1 is primary/s);
    await writes.progress();
    asked?.start();
    await pods.ready();
    expect(await pods.primary()).not.to.equal(primary);
    expect(await writes.lost()).to.equal(0);
  });

  it('hand over although the primary pings its replicas while writes wait, which moves the offset', async () => {
    const { primary, writes } = await begin();
    await pods.order(primary, 'CONFIG', 'SET', 'repl-ping-replica-period', '1');
    const meddler = await Meddler.before('INFO replication', pods, '-h ');
    const hook = primary.call('stop', { env: meddler.env });
    await meddler.does(async () => {
      const paused = await offsetOf(primary);
      await until(async () => (await offsetOf(primary)) > paused, 'it has pinged them');
    });
    expect((await hook).text).to.match(/Hands over to (\S+)\.\n.*\1 is primary/s);
    await writes.progress();
    await pods.ready();
    expect(await pods.primary()).not.to.equal(primary);
    expect(await writes.lost()).to.equal(0);
    await promotable();
  });

  it('stop without a hand-over when the replica is not promoted, and lose nothing', async () => {
    const { primary, writes } = await begin();
    const meddler = await Meddler.before('SENTINEL FAILOVER', pods);
    const hook = primary.call('stop', { env: meddler.env });
    await meddler.does(async () => freeze([await heirOf(primary)]));
    expect(await hook).to.deep.include({ code: 0 });
    expect(primary.log).to.match(/Stops without a hand-over: \S+ is not promoted\./);
    await stopped(primary, writes);
  });

  it('stop without a hand-over when writes cannot be paused', async () => {
    const { primary, writes } = await begin();
    await pods.order(primary, 'ACL', 'SETUSER', 'operator', '-client|pause');
    const { text } = await primary.call('stop');
    expect(text).to.match(/Stops without a hand-over: writes cannot be paused: NOPERM/);
    await stopped(primary, writes);
  });

  it('hand over, and say so, when the old primary cannot follow and not all Sentinels hear of it', async () => {
    const { primary, writes } = await begin();
    const meddler = await Meddler.before('REPLICAOF', pods, 'data.sock');
    const hook = primary.call('stop', { env: meddler.env });
    await meddler.does(async () => {
      await pods.order(primary, 'ACL', 'SETUSER', 'operator', '-replicaof', '-slaveof');
      await freeze(pods.sentinels.slice(0, 2));
    });
    const { text } = await hook;
    expect(text).to.match(/Cannot follow \S+ yet: NOPERM/);
    expect(text).to.match(/\S+ is primary\.\n.*Not all Sentinels name it yet\./);
    await stopped(primary, writes);
  });

  it('end the hook of a frozen server', async () => {
    const primary = await pods.primary();
    await freeze([primary]);
    expect((await primary.call('stop')).code).to.equal(0);
    expect((await primary.call('live')).code).to.equal(1);
    wake();
    await pods.ready();
  });

  it('keep a Sentinel until the failover under way is over', async () => {
    const primary = await pods.primary();
    const [sentinel] = pods.sentinels;
    if (!sentinel) throw new Error('No Sentinel.');
    // Begun anew when it is refused (ten seconds after a start a Sentinel may still believe that nobody can be promoted) or given
    // up without a word (sentinelSelectSlave, when its last INFO of the replicas is too old).
    await until(async () => {
      if ((await pods.order(sentinel, 'SENTINEL', 'FAILOVER', 'main')) !== 'OK') return false;
      const hook = await sentinel.delete();
      sentinel.start();
      await sentinel.until('ready');
      expect(hook).to.deep.equal({ code: 0, text: 'redis-ha: Waits for the failover under way.\n' });
      return ![undefined, primary.host].includes(await pods.named(sentinel));
    }, 'a failover that it led is over when its hook ends');
  });
});

/** Each Sentinel's ping and INFO periods, when all have the same. */
async function periods(pods: Pods): Promise<string[]> {
  const all = await Promise.all(
    pods.sentinels.map(async (sentinel) => {
      const answer = await pods.order(sentinel, 'SENTINEL', 'DEBUG');
      const words = Array.isArray(answer) ? answer.map(String) : [];
      return ['ping-period', 'info-period'].map((name) => {
        const at = words.findIndex((word) => word.toLowerCase() === name);
        return at < 0 ? '' : words[at + 1];
      });
    }),
  );
  const [first = []] = all;
  return all.every((one) => `${one}` === `${first}`) ? first.map(String) : all.map(String);
}

/** Until every Sentinel sees that a replica may not be promoted. */
async function untilBarred(pods: Pods, replica: Pod): Promise<void> {
  const sees = async (sentinel: Pod) => {
    const answer = await pods.order(sentinel, 'SENTINEL', 'REPLICAS', 'main');
    const rows = Array.isArray(answer) ? (answer as string[][]) : [];
    const field = (row: string[], key: string) => row[row.indexOf(key) + 1];
    return rows.some((row) => field(row, 'ip') === replica.host && field(row, 'slave-priority') === '0');
  };
  await until(
    async () => (await Promise.all(pods.sentinels.map(sees))).every(Boolean),
    `every Sentinel sees that ${replica.name} is barred`,
  );
}

async function priorities(pods: Pods): Promise<string[]> {
  const answers = await Promise.all(
    pods.data.map((pod) => pods.order(pod, 'CONFIG', 'GET', 'replica-priority')),
  );
  return answers.map((answer) => (Array.isArray(answer) ? String(answer[1]) : ''));
}
