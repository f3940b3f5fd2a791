import type { Connection } from '../components/connection.ts';
import type { PropertyMap } from '../engine/wire/value.ts';
import { plain } from './show/index.ts';

/** The connection of each instance by its name, secrets in clear. */
export function connectionsOf({ outputs }: { outputs: PropertyMap }): Record<string, Connection> {
  // The program's own export: its shape is components/connection.ts.
  return (plain(outputs.connections, 'shown') ?? {}) as Record<string, Connection>;
}
