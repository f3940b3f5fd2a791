// Servers and Sentinels on this machine as `strict` wants them, without the component: resources of the provider redis-local by
// their tokens, since only the component has classes for them.

import type { Input } from '@pulumi/pulumi';
import { CustomResource, type CustomResourceOptions } from '@pulumi/pulumi/resource.js';

const directory = '.redis-ha/test/main';
const servers = [0, 1, 2].map((i) => ({ name: `server-${i}`, port: 6379 + i }));
const sentinels = [0, 1, 2].map((i) => ({ name: `sentinel-${i}`, port: 26379 + i }));

class Local extends CustomResource {
  constructor(
    kind: string,
    name: string,
    args: Record<string, Input<unknown>>,
    opts?: CustomResourceOptions,
  ) {
    super(`redis-local:index:${kind}`, name, args, opts);
  }
}

const group = new Local('Group', 'main', { instance: 'main', directory, tls: true, servers, sentinels });
const inGroup = { group: group.id, directory };
const authority = new Local('Authority', 'main-authority', inGroup);
const common = { ...inGroup, tls: true, authority: authority.id };
const data = servers.map(
  (member) =>
    new Local('Server', `main-${member.name}`, { ...common, ...member, settings: { appendonly: 'yes' } }),
);
for (const member of sentinels)
  new Local(
    'Sentinel',
    `main-${member.name}`,
    { ...common, ...member, settings: {}, periods: {} },
    { dependsOn: data },
  );
