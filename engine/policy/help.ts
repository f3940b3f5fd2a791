import type analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import type { RuleHelp } from '../events.ts';

const severities = [undefined, 'low', 'medium', 'high', 'critical'] as const;

/** What a pack says of one of its rules; of a pack that says nothing, nothing. */
export function helpOf(policy: InstanceType<typeof analyzerPb.PolicyInfo>): RuleHelp {
  const severity = severities[policy.getSeverity()];
  const framework = policy.getFramework();
  const control = [framework?.getName(), framework?.getReference()].filter(Boolean).join(' ');
  const controls = [...(control === '' ? [] : [control]), ...policy.getTagsList()];
  return {
    ...given('title', policy.getDisplayname()),
    ...given('description', policy.getDescription()),
    ...given('remediation', policy.getRemediationSteps()),
    ...given('url', policy.getUrl()),
    ...(severity && { severity }),
    ...(controls.length > 0 && { controls }),
  };
}

function given<Key extends string>(key: Key, text: string): { [K in Key]?: string } {
  return text === '' ? {} : ({ [key]: text } as { [K in Key]: string });
}
