import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  type Group,
  type GroupView,
  handOver,
  Links,
  look,
  openGroup,
  quicken,
  type ServerView,
  settle,
} from '../../../providers/local/group/index.ts';
import { parsePairs, type Target } from '../../../providers/local/redis/index.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { Writer } from '../../local/writer.ts';

type Words = [string, ...(string | number)[]];

/** Links on which some orders never arrive. */
class Broken extends Links {
  readonly #swallows: (target: Target, words: Words) => boolean;

  constructor(swallows: (target: Target, words: Words) => boolean) {
    super(10_000);
    this.#swallows = swallows;
  }

  override async call(target: Target, ...words: Words): Promise<unknown> {
    if (this.#swallows(target, words)) throw new Error('The link is broken.');
    return super.call(target, ...words);
  }
}

interface Scene {
  group: Group;
  view: GroupView;
  from: ServerView;
  to: ServerView;
}

describe('local: a hand-over that does not go well', () => {
  let instance: LocalInstance;
  beforeEach(async () => {
    instance = await LocalInstance.make();
    await instance.up();
  });
  afterEach(() => instance.remove());

  async function scene(): Promise<Scene> {
    const links = new Links(10_000);
    const group = await openGroup(instance.folder);
    if (!group) throw new Error('There is no instance.');
    const view = await look(group, links);
    links.close();
    const from = view.servers.find(({ report }) => report?.role === 'primary');
    const to = view.servers.find(({ report }) => report?.role === 'replica');
    if (!from || !to) throw new Error('There is no primary or no replica.');
    return { group, view, from, to };
  }

  async function handOverBy(links: Links, { group, view, from, to }: Scene): Promise<void> {
    const settling = { group, progress: () => undefined, signal: new AbortController().signal };
    const slow = await quicken(view.sentinels, links);
    await handOver(settling, view, from, to, links).finally(slow);
    await settle(settling);
  }

  async function prioritiesSeen(links: Links, { group, view }: Scene): Promise<string[]> {
    const answers = await Promise.all(
      view.sentinels.map(({ target }) => links.call(target, 'SENTINEL', 'REPLICAS', group.record.instance)),
    );
    return answers.flatMap((replicas) =>
      (replicas as unknown[]).map((replica) => parsePairs(replica)['slave-priority'] ?? ''),
    );
  }

  it('the old primary cannot be told to follow: it takes no write until it does, so none is lost', async () => {
    const known = await scene();
    const deaf = new Broken(({ port }, [command]) => port === known.from.port && command === 'REPLICAOF');
    const writer = await Writer.start(instance);
    await handOverBy(deaf, known);
    await writer.progress(50);
    expect(await instance.primary()).to.equal(known.to.name);
    expect(await writer.lost()).to.equal(0);
    // Paused, it does not apply what it is sent either; the pause ends by itself.
    await until(async () => (await instance.status()).healthy, 'the old primary has caught up');
    deaf.close();
  });

  it('a replica that does not catch up: writes go on where they were, and any replica can take over', async () => {
    const known = await scene();
    const behind = new Broken(
      ({ port }, [command, section]) =>
        port === known.to.port && command === 'INFO' && section === 'replication',
    );
    const writer = await Writer.start(instance);
    const failure = await handOverBy(behind, known).catch((error: Error) => error.message);
    expect(failure).to.equal('The link is broken.');
    await writer.progress(50);
    expect(await instance.primary()).to.equal(known.from.name);
    expect(await prioritiesSeen(behind, known)).to.deep.equal(Array(6).fill('100'));
    expect(await instance.preview()).to.deep.equal({});

    process.kill(known.from.pid ?? -1, 'SIGKILL');
    await until(
      async () => !['nobody', known.from.name].includes(await instance.primary()),
      'a replica takes over',
    );
    expect(await writer.lost()).to.equal(0);
    behind.close();
  });
});
