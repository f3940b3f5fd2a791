import type { ProviderFactory } from '../../engine/events.ts';
import { unknown } from '../../engine/wire/value.ts';

/** A provider that takes whatever it is given, so that the policies alone judge. Ids and names come with the deployment. */
export function echo(name: string): ProviderFactory {
  return () => ({
    name,
    version: '1.0.0',
    check: async (_call, _olds, news) => ({ inputs: news, failures: [] }),
    diff: async () => ({ changes: 'none' }),
    create: async (_call, inputs) => ({ id: '', outputs: { arn: unknown, name: unknown, ...inputs } }),
    update: async (_call, _id, _olds, _outputs, news) => news,
    delete: async () => {},
  });
}
