import { configurationOf } from '../../facts/kubernetes/place.ts';
import { configMap, workloads } from '../../facts/kubernetes/types.ts';
import { commandOf, isRedis, serversOf } from '../../facts/kubernetes/workload.ts';
import { ifKnown, objects, text } from '../../facts/read.ts';
import { type Props, stackRule } from '../../pack/rule.ts';

export const kubernetesRedisEncryptionInTransit = stackRule({
  id: 'kubernetes-redis-encryption-in-transit',
  title: 'Redis on Kubernetes speaks TLS',
  description: 'Servers and Sentinels must take TLS, and nothing else.',
  weight: 'mission',
  severity: 'high',
  remediation:
    'Give `tls-port` and `port 0`, in the command or in a ConfigMap that the pods mount, with a certificate from a Secret.',
  example: `command: ['redis-server', '--port', '0', '--tls-port', '6379', '--tls-replication', 'yes', …]`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/',
  concern: 'redis-encryption-in-transit',
  types: workloads,
  check(resource, stack) {
    if (!isRedis(resource)) return undefined;
    const containers = serversOf(resource.props);
    // Charts and the pods of RedisHA switch it with a variable.
    if (containers.some(switchesTls)) return undefined;
    const command = containers.map(commandOf).join(' ');
    const file = configurationOf(resource, stack, configMap);
    if (!/--tls-port\s+[1-9]/.test(command) && !/^\s*tls-port\s+[1-9]/m.test(file))
      return 'Passwords and data cross the network in clear: neither command nor mounted configuration has `tls-port`.';
    return /--port\s+0\b/.test(command) || /^\s*port\s+0\s*$/m.test(file)
      ? undefined
      : 'The port without TLS is open beside the other: set `port` to 0.';
  },
});

function switchesTls(container: Props): boolean {
  return objects(container.env).some(
    (variable) =>
      /(?:^|_)TLS(?:_ENABLED)?$/.test(text(ifKnown(variable, 'name')) ?? '') &&
      /^(?:yes|true|1)$/.test(text(variable.value) ?? ''),
  );
}
