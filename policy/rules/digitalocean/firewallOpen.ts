import { databaseFirewall } from '../../facts/digitalocean.ts';
import { isWorld } from '../../facts/ingress.ts';
import { ifKnown, objects, text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const valkeyDigitaloceanFirewallOpen = resourceRule({
  id: 'valkey-digitalocean-firewall-open',
  title: 'The firewall is not open to the world',
  description: 'A firewall must name who may connect.',
  weight: 'must',
  severity: 'critical',
  remediation: 'Name droplets, Kubernetes clusters, apps, tags or your own addresses in `rules`.',
  example: `rules: [{ type: 'k8s', value: app.id }]`,
  url: 'https://docs.digitalocean.com/products/databases/valkey/how-to/secure/',
  types: [databaseFirewall],
  check({ props }) {
    const rules = objects(props.rules);
    if (rules.length === 0) return 'Without rules everybody may connect.';
    return rules.some((rule) => isWorld(text(ifKnown(rule, 'value')) ?? ''))
      ? 'Everybody may connect: a rule ends in /0.'
      : undefined;
  },
});
