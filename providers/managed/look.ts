import type { BackendName, Deployment, Endpoint, InstanceStatus, NodeStatus } from '../backend.ts';
import { type DeployedInstance, instancesOf, type Reached } from './deployed.ts';
import { type Replication, readReplication } from './replication.ts';

/** Longer than a handshake across an ocean takes. */
const deadlineMs = 3000;

export interface LookOptions {
  backend: BackendName;
  /** Whether the service shows its replicas, so that a missing one is a fault of theirs. */
  showsReplicas: boolean;
  /** Completes "It does not answer here …": where it would. */
  answers: string;
}

/** How every instance of the backend answers at its endpoint. */
export function lookAtEndpoints(deployment: Deployment, o: LookOptions): Promise<InstanceStatus[]> {
  return Promise.all(instancesOf(deployment, o.backend).map((instance) => lookAt(instance, o)));
}

async function lookAt(instance: DeployedInstance, o: LookOptions): Promise<InstanceStatus> {
  const { name, topology, connection } = instance;
  const [primary] = connection?.endpoints ?? [];
  const tls = connection?.tls.enabled ?? false;
  const common = { name, topology, tls };
  if (!connection || !primary)
    return {
      ...common,
      healthy: false,
      nodes: [],
      problems: ['It is not whole yet: deploy the stack again.'],
    };
  const answer = await ask(connection, primary);
  const node = nodeOf(primary, answer);
  const problems = problemsOf(instance, answer, o);
  return {
    ...common,
    healthy: problems.length === 0,
    ...(node.role === 'primary' && { primary }),
    nodes: [node, ...(answer.replication?.replicas ?? [])],
    problems,
  };
}

interface Answer {
  replication?: Replication;
  /** Why there is none. */
  failure?: string;
}

async function ask({ tls, username, password }: Reached, { host, port }: Endpoint): Promise<Answer> {
  const { Redis } = await import('ioredis');
  const redis = new Redis({
    host,
    port,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls.enabled && {
      tls: {
        ...(tls.ca !== undefined && { ca: tls.ca }),
        ...(tls.serverName !== undefined && { servername: tls.serverName }),
      },
    }),
    lazyConnect: true,
    connectTimeout: deadlineMs,
    commandTimeout: deadlineMs,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let last: Error | undefined;
  redis.on('error', (error) => {
    last = error;
  });
  try {
    await redis.connect();
    return { replication: readReplication(await redis.info('replication')) };
  } catch (error) {
    return { failure: (last ?? (error as Error)).message };
  } finally {
    redis.disconnect();
  }
}

/** The service shows a name and not a server, so the endpoint stands for whoever is primary. */
function nodeOf({ host, port }: Endpoint, { replication, failure }: Answer): NodeStatus {
  return {
    name: 'endpoint',
    role: replication?.role ?? 'unknown',
    host,
    port,
    up: failure === undefined,
    ...(replication?.offset !== undefined && { offset: replication.offset }),
    ...(failure !== undefined && { note: failure }),
  };
}

function problemsOf({ topology, replicas }: DeployedInstance, answer: Answer, o: LookOptions): string[] {
  if (!answer.replication) return [`It does not answer here (${answer.failure}); ${o.answers}.`];
  const { role, replicas: seen } = answer.replication;
  // Any node of a cluster answers for all of them.
  if (role === 'replica')
    return topology === 'cluster' ? [] : ['The endpoint leads to a replica, which takes no writes.'];
  const following = seen.filter(({ up }) => up).length;
  if (!o.showsReplicas || following >= replicas) return [];
  return [`${following} of ${replicas} replicas follow the primary.`];
}
