import type { V1ContainerState, V1Pod } from '@kubernetes/client-node';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Deployment } from '../../../providers/backend.ts';
import { ClusterApi } from '../../../providers/kubernetes/api/index.ts';
import { revive } from '../../../providers/kubernetes/faults/revive.ts';
import { failover, inject } from '../../../providers/kubernetes/operate.ts';
import { type Command, FakeApi } from './fakes/api.ts';
import { specOf } from './specs.ts';

const hostOf = (pod: string) => `${pod}.main-data.redis.svc.cluster.local`;
const said = (...lines: string[]) => lines.map((line) => `redis-ha: ${line}`);
const watched = { progress: () => undefined, signal: new AbortController().signal };

describe('what the command line does to an instance on Kubernetes', () => {
  let fake: FakeApi;
  beforeEach(async () => {
    fake = await FakeApi.start();
    for (const pod of ['data-0', 'data-1', 'data-2', 'sentinel-0', 'sentinel-1', 'sentinel-2'])
      fake.pods.set(`main-${pod}`, {});
  });
  afterEach(() => fake.stop());

  function deployment(): Deployment {
    const { own, ...spec } = specOf({ kubernetes: { context: fake.context } });
    const component = {
      urn: 'urn:pulumi:dev::redis-ha::redis-ha:index:RedisHA::main',
      type: 'redis-ha:index:RedisHA',
      inputs: { ...spec, kubernetes: own },
      outputs: {},
    };
    return { root: '/', project: 'redis-ha', stack: 'dev', resources: [component] };
  }

  /** Sentinels that name a host, a primary that says that it is one, and the script for a hand-over. */
  function pods(yields: Command, named = hostOf('main-data-1')): Command {
    return (words) => {
      const command = words.join(' ');
      if (command.includes('data-yield.sh')) return yields(words);
      if (command.includes('GET-MASTER-ADDR')) return { lines: [named, '6379'], code: 0 };
      return { lines: ['role:master', 'master_repl_offset:1'], code: 0 };
    };
  }

  const refusal = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'nothing was refused',
      (error: Error) => error.message,
    );

  describe('a hand-over', () => {
    it('is done by the script in the pod of the primary, to whom was asked for', async () => {
      let called: string[] = [];
      const heir = hostOf('main-data-2');
      fake.command = pods((words) => {
        called = words;
        return { lines: said(`Hands over to ${heir}.`, 'Writes wait.', `${heir} is primary.`), code: 0 };
      });
      const done = await failover(deployment(), 'main', { ...watched, to: 'main-data-2' });
      expect(called).to.deep.equal(['sh', '/etc/redis-ha/scripts/data-yield.sh', heir]);
      expect(done.from).to.deep.equal({ name: 'main-data-1', host: hostOf('main-data-1'), port: 6379 });
      expect(done.to).to.deep.equal({ name: 'main-data-2', host: heir, port: 6379 });
      expect(done.promotedAt).to.be.at.least(done.pausedAt);
    });

    it('is refused with the reason of the script', async () => {
      fake.command = pods(() => ({ lines: [], code: 1 }));
      expect(await refusal(failover(deployment(), 'main', watched))).to.match(/^Nothing was handed over: /);
      fake.command = pods(() => ({
        lines: ["sh: can't open '/etc/redis-ha/scripts/data-yield.sh'"],
        code: 2,
      }));
      expect(await refusal(failover(deployment(), 'main', watched))).to.equal(
        'The pods of main run scripts of an earlier version: deploy the stack again first.',
      );
    });

    it('goes to no server that is not there, and from none that nobody agrees on', async () => {
      fake.command = pods(() => ({ lines: [], code: 1 }));
      expect(await refusal(failover(deployment(), 'main', { ...watched, to: 'main-data-7' }))).to.equal(
        'main-data-7 cannot take over from main-data-1; its replicas are main-data-0, main-data-2.',
      );
      fake.command = pods(() => ({ lines: [], code: 1 }), '');
      expect(await refusal(failover(deployment(), 'main', watched))).to.contain('do not agree on a primary');
    });
  });

  it("takes the primary's machine away and brings it back, by whoever owns it", async () => {
    fake.command = pods(() => ({ lines: [], code: 1 }));
    fake.pods.set('main-data-1', { spec: { containers: [], nodeName: 'machine-7' } });
    const asked: string[] = [];
    const machines = {
      down: async (name: string) => void asked.push(`down ${name}`),
      up: async (name: string) => void asked.push(`up ${name}`),
    };
    const { target, heal } = await inject(deployment(), 'main', 'node', { ...watched, machines });
    await heal(watched);
    await heal(watched);
    expect({ target, asked }).to.deep.equal({
      target: 'main-data-1',
      asked: ['down machine-7', 'up machine-7'],
    });
    expect(await refusal(inject(deployment(), 'main', 'node', watched))).to.contain('machine-7');
  });

  describe('a container that was killed', () => {
    const place = { namespace: 'redis', pod: 'main-data-0', container: 'redis' };
    const pod = (containerID: string, state: V1ContainerState, uid: string): V1Pod => ({
      metadata: { uid },
      status: {
        containerStatuses: [
          { name: 'redis', image: 'i', imageID: '', ready: false, restartCount: 1, containerID, state },
        ],
      },
    });

    it('is back when another run of it has begun', async () => {
      fake.pods.set(place.pod, pod('one', { running: {} }, 'a'));
      setTimeout(() => fake.pods.set(place.pod, pod('two', { running: {} }, 'a')), 50);
      await revive(new ClusterApi(fake.context), place, 'one', watched);
      expect(fake.pods.get(place.pod)).to.deep.include({ metadata: { uid: 'a' } });
    });

    it('is made anew where the kubelet would wait', async () => {
      const deleted: string[] = [];
      fake.onDelete = (name) => {
        deleted.push(name);
        fake.pods.set(name, pod('two', { running: {} }, 'b'));
      };
      fake.pods.set(place.pod, pod('one', { waiting: { reason: 'CrashLoopBackOff' } }, 'a'));
      await revive(new ClusterApi(fake.context), place, 'one', watched);
      expect(deleted).to.deep.equal([place.pod]);
    });
  });
});
