import { CoreV1Api } from '@kubernetes/client-node';
import { parseInfo } from '../../../providers/local/redis/index.ts';
import { type Cluster, redisImage } from '../../../tests/live/kubernetes/cluster/index.ts';
import { home } from '../../../tests/live/kubernetes/writing/index.ts';
import { until } from '../../../tests/local/until.ts';
import { env, masterName, planObjects } from '../plan/index.ts';
import { areRolledOut } from '../workloads.ts';
import type { System } from './system.ts';

const wholeMs = 120_000;
const replicas = 2;
const sentinels = 3;

/** The plan as it starts: what was added for that stands in ../plan/manifests.ts. */
export const plan: System = {
  name: 'plan',
  title: 'the plan',
  // It is seldom whole again after a fault: most runs take minutes, for servers of their own.
  runs: { apply: 2, planned: 2, kill: 2, pod: 2, freeze: 2, restart: 1, rolling: 1, drain: 1 },
  async deploy(cluster, namespace) {
    await cluster.apply(planObjects(namespace, redisImage.name));
    const ask = asker(cluster, namespace);
    const primaries = async (): Promise<string[]> => {
      const pods = await podsOf(cluster, namespace, 'app=redis');
      const roles = await Promise.all(pods.map((pod) => ask(pod, 6379, 'role')));
      return pods.filter((_, i) => roles[i]?.startsWith('master'));
    };
    const isWhole = async (): Promise<boolean> => {
      const [primary, ...more] = await primaries();
      if (primary === undefined || more.length > 0 || !(await areRolledOut(cluster, namespace))) return false;
      const info = parseInfo(await ask(primary, 6379, 'info', 'replication'));
      const seen = await Promise.all(
        (await podsOf(cluster, namespace, 'app=redis-sentinel')).map((pod) =>
          ask(pod, 26379, 'sentinel', 'master', masterName),
        ),
      );
      return Number(info.connected_slaves) === replicas && seen.length === sentinels && seen.every(isAtRest);
    };
    return {
      namespace,
      order: { env: env(namespace), module: `${home}/bench/kubernetes/plan/client.ts` },
      server: 'redis-server',
      whole: () => until(isWhole, 'the plan is whole', wholeMs),
      async primary() {
        const [primary] = await primaries();
        if (primary === undefined) throw new Error('The plan has no primary.');
        return primary;
      },
      async handOver() {
        const [sentinel = ''] = await podsOf(cluster, namespace, 'app=redis-sentinel');
        const answer = await ask(sentinel, 26379, 'sentinel', 'failover', masterName);
        if (answer !== 'OK') throw new Error(`The plan's Sentinel answers: ${answer}`);
      },
      async remove() {
        await cluster.config.makeApiClient(CoreV1Api).deleteNamespace({ name: namespace });
      },
    };
  },
};

/** Of a Sentinel's word about the primary: a name and its value by turns. */
function isAtRest(reply: string): boolean {
  const lines = reply.split('\n').map((line) => line.trim());
  const of = (key: string): string | undefined => lines[lines.indexOf(key) + 1];
  return (
    of('flags') === 'master' &&
    of('num-slaves') === `${replicas}` &&
    of('num-other-sentinels') === `${sentinels - 1}`
  );
}

type Ask = (pod: string, port: number, ...words: string[]) => Promise<string>;

/** Nothing where a server does not answer. */
function asker(cluster: Cluster, namespace: string): Ask {
  return async (pod, port, ...words) => {
    const password = port === 6379 ? 'REDISCLI_AUTH=$REDIS_PASSWORD ' : '';
    const command = ['sh', '-c', `${password}timeout 2 redis-cli -p ${port} "$@"`, 'sh', ...words];
    const { stdout } = await cluster.pods.exec({ namespace, pod }, command).catch(() => ({ stdout: '' }));
    return stdout.trim();
  };
}

async function podsOf(cluster: Cluster, namespace: string, label: string): Promise<string[]> {
  const pods = await cluster.pods.list(namespace, label);
  const running = pods.filter(
    ({ metadata, status }) => !metadata?.deletionTimestamp && status?.phase === 'Running',
  );
  return running.map(({ metadata }) => metadata?.name ?? '').sort();
}
