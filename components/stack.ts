import { secret } from '@pulumi/pulumi/output.js';
import { allConfig } from '@pulumi/pulumi/runtime/config.js';
import { backends } from '../providers/index.ts';
import { type Instance, readConfiguration } from './configuration/index.ts';
import { misconfigured } from './misconfigured.ts';

/**
 * The instances that the stack's `redis-ha:` configuration asks for, the first one first. Throws Pulumi's
 * `InputPropertiesError` with everything that is wrong, each with its key.
 */
export function stackInstances(): Instance[] {
  const secretKeys: string[] = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || '[]');
  const configuration = readConfiguration({ values: allConfig(), secretKeys }, backends, secret);
  if (configuration.problems) throw misconfigured('The configuration of this stack', configuration.problems);
  return configuration.instances;
}
