import { workloads } from '../../facts/kubernetes/types.ts';
import { commandOf, failing, isRedis, podOf, redisContainersOf } from '../../facts/kubernetes/workload.ts';
import { objects, text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

/** Sentinel rewrites its file at every change, and forgets or refuses to start where it cannot. */
export const kubernetesRedisSentinelConfigWritable = resourceRule({
  id: 'kubernetes-redis-sentinel-config-writable',
  title: 'Sentinels can write what they learn',
  description: 'The configuration of a Sentinel must be on a volume that it can write.',
  weight: 'must',
  severity: 'high',
  remediation: 'Copy the file from the ConfigMap to a volume before the Sentinel starts.',
  example: `command: ['sh', '-c', 'test -f /state/sentinel.conf || cp /config/sentinel.conf /state/; exec redis-sentinel /state/sentinel.conf']`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/',
  types: workloads,
  check(resource) {
    if (!isRedis(resource, 'sentinel')) return undefined;
    const pod = podOf(resource.props);
    const readOnly = new Set(
      objects(pod.volumes)
        .filter(({ configMap: map, secret: content }) => map != null || content != null)
        .map(({ name }) => text(name)),
    );
    const wrong = failing(redisContainersOf(resource.props), (one) => {
      const file = /(?:redis|valkey)-(?:sentinel|server)\s+(\/\S+)/.exec(commandOf(one))?.[1];
      const mounts = objects(one.volumeMounts).filter(({ mountPath }) =>
        file?.startsWith(`${text(mountPath)}`),
      );
      return !mounts.some(({ name }) => readOnly.has(text(name)));
    });
    return (
      wrong &&
      `It cannot remember a failover: its file is in a ConfigMap or Secret, which are read-only, in ${wrong}.`
    );
  },
});
