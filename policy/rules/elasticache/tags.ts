import { parameterGroup, replicationGroup, serverlessCache, subnetGroup } from '../../facts/elasticache.ts';
import { fields, isGiven } from '../../facts/read.ts';
import { type Props, resourceRule } from '../../pack/rule.ts';

export const elasticacheTags = resourceRule({
  id: 'elasticache-tags',
  title: 'Tags that say whose it is',
  description: 'A cache and its groups must have the tags that are required.',
  weight: 'may',
  severity: 'low',
  remediation:
    'Give the missing `tags`; at the level `remediate`, `environment` becomes the name of the stack.',
  example: `new aws.elasticache.ReplicationGroup('main', { tags: { environment: 'prod' }, … });`,
  url: 'https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html',
  values: {
    required: {
      type: 'array',
      items: { type: 'string' },
      default: ['environment'],
      description: 'Names of the tags that must be there.',
    },
  },
  types: [replicationGroup, serverlessCache, parameterGroup, subnetGroup],
  check({ props }, values) {
    const missing = missingTags(props, values.texts('required'));
    return missing.length === 0
      ? undefined
      : `Nobody can tell whose it is: ${missing.length} of the required tags are missing.`;
  },
  mend({ urn, props }, values) {
    if (!missingTags(props, values.texts('required')).includes('environment')) return undefined;
    // urn:pulumi:STACK::…
    return { tags: { ...fields(props.tags), environment: urn.split(':')[2] ?? '' } };
  },
});

function missingTags(props: Props, required: readonly string[]): string[] {
  const tags = fields(props.tags);
  return required.filter((name) => !isGiven(tags, name));
}
