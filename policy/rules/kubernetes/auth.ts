import { configurationOf } from '../../facts/kubernetes/place.ts';
import { configMap, workloads } from '../../facts/kubernetes/types.ts';
import { commandOf, isRedis, podOf, serversOf } from '../../facts/kubernetes/workload.ts';
import { fields, ifKnown, objects, text } from '../../facts/read.ts';
import { stackRule } from '../../pack/rule.ts';

export const kubernetesRedisAuth = stackRule({
  id: 'kubernetes-redis-auth',
  title: 'Clients prove who they are',
  description: 'A server must ask clients for a password.',
  weight: 'must',
  severity: 'high',
  remediation: 'Give `--aclfile` or `requirepass`, with the content from a mounted Secret.',
  example: `command: ['redis-server', '--aclfile', '/secrets/users.acl']`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/',
  types: workloads,
  check(resource, stack) {
    if (!isRedis(resource, 'server')) return undefined;
    const containers = serversOf(resource.props);
    const words = `${containers.map(commandOf).join(' ')}\n${configurationOf(resource, stack, configMap)}`;
    const variables = containers
      .flatMap(({ env }) => objects(env))
      .map((one) => text(ifKnown(one, 'name')) ?? '');
    const files = objects(podOf(resource.props).volumes).flatMap((volume) =>
      objects(fields(volume.secret).items),
    );
    return /--requirepass\s|--aclfile\s|^\s*(?:requirepass|aclfile|user\s+default)\s/m.test(words) ||
      variables.some((name) => /PASSWORD(?:_FILE)?$/.test(name)) ||
      files.some(({ key }) => /acl|passw/.test(text(key) ?? ''))
      ? undefined
      : 'Whoever reaches the port may do anything: neither `requirepass` nor an ACL is set.';
  },
});
