// The instances of a deployed stack that one backend runs, with how they are reached.

import type { BackendName, Deployment, Endpoint } from '../backend.ts';

const component = 'redis-ha:index:RedisHA';

/** As components/connection.ts gives it out; absent in a state that a deployment left half way. */
export interface Reached {
  endpoints: Endpoint[];
  tls: { enabled: boolean; ca?: string; serverName?: string };
  username?: string;
  password?: string;
}

export interface DeployedInstance {
  name: string;
  topology: 'replicated' | 'cluster';
  /** Replicas that were asked for. */
  replicas: number;
  connection?: Reached;
}

export function instancesOf({ resources }: Deployment, backend: BackendName): DeployedInstance[] {
  return resources
    .filter(({ type, inputs }) => type === component && inputs.backend === backend)
    .map(({ urn, inputs, outputs }) => ({
      name: urn.split('::').at(-1) ?? '',
      topology: inputs.topology === 'cluster' ? 'cluster' : 'replicated',
      replicas: Number(inputs.replicas),
      connection: outputs.connection as Reached | undefined,
    }));
}
