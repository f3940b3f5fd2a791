import type { Machines } from '../../providers/backend.ts';
import { connectionsOf } from '../connections.ts';
import type { Opened } from '../deployed.ts';
import { Failure } from '../failure.ts';
import type { Target } from '../look.ts';
import type { Scene } from './run/index.ts';

/** The scene of one deployed instance, and what ends the way to it. */
export async function openScene(
  opened: Opened,
  { name, backend, operations, deployment }: Target,
  profile: string,
  signal: AbortSignal,
  machines?: Machines,
): Promise<{ scene: Scene; close(): Promise<void> }> {
  const connection = connectionsOf(opened.deployed)[name];
  if (!connection)
    throw new Failure('failed', `The stack exports no connection of ${name}; run \`up\` again.`);
  const reach = await operations.reach?.(deployment, name, signal);
  return {
    scene: {
      stack: deployment.stack,
      backend,
      instance: name,
      profile,
      at: { connection, natMap: reach?.natMap },
      status: async () => {
        const found = (await operations.status(deployment)).find((instance) => instance.name === name);
        if (found) return found;
        throw new Failure('failed', `Backend ${backend} does not know instance ${name}; run \`up\` again.`);
      },
      strike: async (fault, watched) => {
        if (!operations.inject) throw new Failure('usage', `Backend ${backend} has no faults of its own.`);
        return operations.inject(deployment, name, fault, { ...watched, machines });
      },
    },
    close: async () => reach?.close(),
  };
}
