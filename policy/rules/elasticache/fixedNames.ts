import { parameterGroup, subnetGroup } from '../../facts/elasticache.ts';
import { ifKnown, text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheFixedNames = resourceRule({
  id: 'elasticache-fixed-names',
  title: 'Groups without a fixed name',
  description: 'A parameter or subnet group must have a name that a replacement can differ from.',
  weight: 'may',
  severity: 'low',
  remediation:
    'Leave `name` out: Pulumi then makes the new group before it removes the old one, which is still in use.',
  example: `new aws.elasticache.ParameterGroup('durable', { family: 'valkey8', … });`,
  url: 'https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming',
  types: [parameterGroup, subnetGroup],
  check({ props }) {
    const name = text(ifKnown(props, 'name'));
    // Seven digits are Pulumi's own ending.
    return name === undefined || /-[0-9a-f]{7}$/.test(name)
      ? undefined
      : 'The next version of the engine needs a group of another family, and one of the same name is in use: `name` is fixed.';
  },
});
