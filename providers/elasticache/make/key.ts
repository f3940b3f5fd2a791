import { Key } from '@pulumi/aws/kms/key.js';
import type * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../plan.ts';

/** ARN of the key for data at rest; undefined where it is AWS' own or there is none. */
export function keyOf(plan: Plan, options: pulumi.CustomResourceOptions): pulumi.Input<string> | undefined {
  const { spec, own, name, tags } = plan;
  if (spec.encryption.kmsKeyId !== undefined) return spec.encryption.kmsKeyId;
  if (!spec.encryption.atRest || !own.createKey) return undefined;
  const key = new Key(
    `${name}-key`,
    { description: `Data of Redis ${name}`, enableKeyRotation: true, deletionWindowInDays: 30, tags },
    // Without it the last snapshot is noise.
    { ...options, retainOnDelete: true },
  );
  return key.arn;
}
