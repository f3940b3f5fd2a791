import { isMeantFor, reportWaivers, type WaiverInForce } from '../../../components/posture/index.ts';
import { stackType } from '../../facts/waivers.ts';
import { waiversOf } from '../../pack/instances.ts';
import { type Resource, stackRule } from '../../pack/rule.ts';
import { unlessUnknown } from '../../pack/unknown.ts';

export const redisWaiversUnused = stackRule({
  id: 'redis-waivers-unused',
  title: 'Waivers that match nothing',
  description: 'A waiver must be meant for a resource of the stack.',
  weight: 'notice',
  severity: 'low',
  remediation: 'Remove the waiver, or correct its `resource`: a name or URN, * for anything.',
  example: `redis-ha:waivers:
  - rule: kubernetes-redis-image-digest
    reason: The registry of this cluster keeps tags as they are.
    resource: main-*`,
  url: 'https://www.pulumi.com/docs/iac/concepts/resources/names/',
  waivable: false,
  types: [stackType],
  check(_stack, resources, _values, { instances, stackWaivers, waivable, today }) {
    const known = [...waivable.keys()];
    const scopes = [
      { list: stackWaivers, scope: resources },
      ...instances
        .filter(({ urn }) => resources.some((resource) => resource.urn === urn))
        .map((instance) => ({
          list: unlessUnknown(() => waiversOf(instance), { at: 'waivers', waivers: [] }),
          scope: resources.filter((resource) => resource.instance?.urn === instance.urn),
        })),
    ];
    const waivers = scopes.flatMap(({ list, scope }) =>
      unlessUnknown(() => reportWaivers(list, known, today).inForce, []).map((waiver) => ({
        waiver,
        used: scope.some((resource) => isFor(waiver, resource, waivable.get(waiver.rule) ?? [])),
      })),
    );
    // What a stack says for all of its instances stands at each: it is of use where one of them uses it.
    const same = Map.groupBy(waivers, ({ waiver: { rule, resource, reason } }) =>
      JSON.stringify([rule, resource, reason]),
    );
    const unused = [...same.values()].flatMap((alike) =>
      alike.some(({ used }) => used) ? [] : alike.slice(0, 1).map(({ waiver }) => line(waiver)),
    );
    return unused.length === 0 ? undefined : unused.join('\n');
  },
});

function isFor({ resource: pattern }: WaiverInForce, resource: Resource, types: readonly string[]): boolean {
  return types.includes(resource.type) && isMeantFor(resource, pattern);
}

function line({ where, rule, resource }: WaiverInForce): string {
  const whom =
    resource === undefined ? 'has nothing to judge here' : `judges nothing that is called ${resource}`;
  return `${where} waives ${rule}, which ${whom}.`;
}
