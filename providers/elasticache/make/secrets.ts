import { Secret } from '@pulumi/aws/secretsmanager/secret.js';
import { SecretVersion } from '@pulumi/aws/secretsmanager/secretVersion.js';
import type * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../plan.ts';

export interface Binding {
  name: string;
  secret: Secret;
}

/** The secrets that applications read, still empty: a name that is taken shows before the group is made, not after. */
export function secretsOf(
  plan: Plan,
  keyArn: pulumi.Input<string> | undefined,
  options: pulumi.CustomResourceOptions,
): Binding[] {
  const { name, spec, tags } = plan;
  return spec.bindings.map((binding, index) => {
    const child = `${name}-secret${index === 0 ? '' : `-${index + 1}`}`;
    const secret = new Secret(
      child,
      {
        name: binding.name,
        description: `How to reach Redis ${name}`,
        ...(keyArn !== undefined && { kmsKeyId: keyArn }),
        // The name is taken for as long after a deletion; seven days are the fewest.
        recoveryWindowInDays: 7,
        tags,
      },
      options,
    );
    return { name: child, secret };
  });
}

/** Writes the whole connection as one JSON object, in the names that redis-ha-client reads. */
export function writeConnection(
  bindings: readonly Binding[],
  env: pulumi.Output<Record<string, string>>,
  options: pulumi.CustomResourceOptions,
): void {
  for (const { name, secret } of bindings)
    new SecretVersion(
      `${name}-value`,
      { secretId: secret.id, secretString: env.apply((values) => JSON.stringify(values)) },
      options,
    );
}
