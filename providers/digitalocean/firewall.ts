import type * as pulumi from '@pulumi/pulumi';
import type { Firewall } from './own.ts';

/** A trusted source, in the words of the API. */
export interface Rule {
  type: 'droplet' | 'tag' | 'k8s' | 'app' | 'ip_addr';
  value: pulumi.Input<string>;
}

/** docs.digitalocean.com/reference/api, databases_update_firewall_rules. */
export const mostRules = 100;

// `ip_addr` is what the API takes; the SDK's documentation says `ipAddr`, which it refuses.
const types = {
  droplets: 'droplet',
  tags: 'tag',
  kubernetesClusters: 'k8s',
  apps: 'app',
  cidrs: 'ip_addr',
} as const;

/** Every trusted source, in the order in which they are written down. */
export function rulesOf(firewall: Firewall): Rule[] {
  const kinds = Object.keys(types) as (keyof Firewall)[];
  return kinds.flatMap((kind) => firewall[kind].map((value) => ({ type: types[kind], value })));
}
