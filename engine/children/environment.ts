import type { Project, StackConfig } from '../project/index.ts';

/**
 * The stack's configuration as the SDK reads it. Keys go as `namespace:config:key`, which old and new SDKs
 * understand.
 */
export function configEnvironment(config: StackConfig): Record<string, string> {
  const values = Object.entries(config.values).map(([key, value]) => {
    const colon = key.indexOf(':');
    return [`${key.slice(0, colon)}:config:${key.slice(colon + 1)}`, value];
  });
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(values)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
  };
}

/** Which stack a pack or plugin works for, under the names that the SDK reads. */
export function stackEnvironment(o: {
  project: Project;
  stack: string;
  dryRun: boolean;
  organization?: string | undefined;
}): Record<string, string> {
  return {
    PULUMI_NODEJS_ORGANIZATION: o.organization ?? 'organization',
    PULUMI_NODEJS_PROJECT: o.project.name,
    PULUMI_NODEJS_STACK: o.stack,
    PULUMI_NODEJS_DRY_RUN: String(o.dryRun),
  };
}
