import { databaseCluster, databaseFirewall, isRedis } from '../../facts/digitalocean.ts';
import { ifKnown, text } from '../../facts/read.ts';
import { type Props, stackRule } from '../../pack/rule.ts';

export const valkeyDigitaloceanFirewall = stackRule({
  id: 'valkey-digitalocean-firewall',
  title: 'A firewall says who may connect',
  description: 'A managed Valkey must have a firewall.',
  weight: 'must',
  severity: 'high',
  remediation: 'Make a `digitalocean.DatabaseFirewall` for the cluster.',
  example: `new digitalocean.DatabaseFirewall('main', { clusterId: cluster.id, rules: [{ type: 'k8s', value: app.id }] });`,
  url: 'https://docs.digitalocean.com/products/databases/valkey/how-to/secure/',
  types: [databaseCluster],
  check({ urn, props }, stack) {
    if (!isRedis(props)) return undefined;
    const guarded = stack
      .filter(({ type }) => type === databaseFirewall)
      .some((firewall) => firewall.from?.clusterId?.includes(urn) || isSame(firewall.props, props));
    return guarded ? undefined : 'Everybody may try to connect: no DatabaseFirewall is for this cluster.';
  },
});

function isSame(firewall: Props, cluster: Props): boolean {
  const id = text(ifKnown(firewall, 'clusterId'));
  return id !== undefined && id === text(ifKnown(cluster, 'id'));
}
