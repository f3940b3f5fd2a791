import { isBeside, namespaceOf } from '../../facts/kubernetes/place.ts';
import { cronJob, veleroSchedule, workloads } from '../../facts/kubernetes/types.ts';
import { commandOf, containersOf, isRedis } from '../../facts/kubernetes/workload.ts';
import { minRetentionDays } from '../../facts/neutral.ts';
import { fields, ifKnown, objects, text, texts } from '../../facts/read.ts';
import { type Props, type Resource, stackRule } from '../../pack/rule.ts';

/** Says it where no variable does. */
const annotation = 'redis-ha-policy/retention-days';
const keepsDays = /(?:KEEP|RETENTION)_DAYS$|^DAYS_TO_KEEP$/;
const isAboutRedis = /redis|valkey|\.rdb\b|take\.sh/;

export const kubernetesRedisSnapshotRetention = stackRule({
  id: 'kubernetes-redis-snapshot-retention',
  title: 'Redis on Kubernetes is backed up',
  description: 'A job must take snapshots of every Redis and keep them long enough to restore from.',
  weight: 'mission',
  severity: 'high',
  remediation: `Have a CronJob in the namespace that takes snapshots and says for how many days it keeps them: a variable like KEEP_DAYS, or the annotation ${annotation}.`,
  example: `new k8s.batch.v1.CronJob('redis-backup', {
  metadata: { namespace: 'redis', annotations: { '${annotation}': '7' } },
  spec: { schedule: '0 3 * * *', … },
});`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/#backing-up-redis-data',
  concern: 'redis-snapshot-retention',
  values: { minRetentionDays },
  types: workloads,
  check(resource, stack, values) {
    if (!isRedis(resource, 'server')) return undefined;
    const least = values.number('minRetentionDays');
    const days = stack.flatMap((object) => daysOf(object, resource) ?? []);
    if (days.length === 0)
      return 'What was deleted by mistake cannot be brought back: no CronJob of the namespace says that it keeps snapshots.';
    const most = Math.max(...days);
    return most >= least ? undefined : `Snapshots are kept for ${most} days; keep them for ${least} or more.`;
  },
});

/** Days that an object keeps backups of the workload; undefined where it keeps none. */
function daysOf(object: Resource, workload: Resource): number | undefined {
  if (object.type === veleroSchedule) return veleroDays(object.props, workload);
  return object.type === cronJob && isBeside(object, workload) ? cronJobDays(object.props) : undefined;
}

function cronJobDays(props: Props): number | undefined {
  const { annotations } = fields(props.metadata);
  const said = number(fields(annotations)[annotation]);
  // Those that run first too: one takes the snapshot, the next one carries it away.
  const containers = containersOf(fields(fields(props.spec).jobTemplate));
  if (said !== undefined) return said;
  const words = containers.map(
    (one) => `${text(ifKnown(one, 'image'))} ${text(ifKnown(one, 'name'))} ${commandOf(one)}`,
  );
  if (!words.some((line) => isAboutRedis.test(line))) return undefined;
  const variables = containers.flatMap(({ env }) => objects(env));
  return variables.filter((one) => keepsDays.test(text(one.name) ?? '')).map((one) => number(one.value))[0];
}

/** `ttl` is a Go duration, usually of hours: 168h0m0s. */
function veleroDays(props: Props, workload: Resource): number | undefined {
  const { ttl, includedNamespaces } = fields(fields(props.spec).template);
  const named = texts(includedNamespaces);
  const namespace = namespaceOf(workload.props);
  if (named.length > 0 && !named.includes('*') && namespace !== undefined && !named.includes(namespace))
    return undefined;
  const hours = /^(\d+)h/.exec(text(ttl) ?? '')?.[1];
  return hours === undefined ? undefined : Number(hours) / 24;
}

function number(value: unknown): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}
