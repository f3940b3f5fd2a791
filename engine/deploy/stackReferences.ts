import type { StackOutputs } from '../events.ts';
import { ProviderError } from '../provider/failure.ts';
import type { ProviderImplementation } from '../provider/index.ts';
import { containsSecret, unknown } from '../wire/index.ts';

/**
 * The package `pulumi`, which Pulumi's engine has built in: references to other stacks. A preview goes on without what is not
 * known here, as with everything else that a first preview cannot know.
 */
export function stackReferences(
  outputsOf: StackOutputs | undefined,
  preview: boolean,
): ProviderImplementation {
  const onlyRead = async () => {
    throw new ProviderError('The embedded engine has of the package “pulumi” only StackReference.');
  };
  return {
    name: 'pulumi',
    version: '1.0.0',
    check: onlyRead,
    diff: onlyRead,
    create: onlyRead,
    update: onlyRead,
    delete: onlyRead,
    async read({ type }, id, inputs) {
      if (type !== 'pulumi:pulumi:StackReference') return await onlyRead();
      const outputs = await outputsOf?.(id);
      if (outputs !== undefined) {
        const secretOutputNames = Object.keys(outputs).filter((key) => containsSecret(outputs[key] ?? null));
        return { id, inputs, outputs: { name: id, outputs, secretOutputNames } };
      }
      if (preview) return { id, inputs, outputs: { name: id, outputs: unknown, secretOutputNames: unknown } };
      throw new ProviderError(
        `Stack ${id} is not deployed from here, so nobody knows what it exports: give the values themselves, ` +
          'or run this stack with the Pulumi CLI (--engine pulumi).',
      );
    },
  };
}
