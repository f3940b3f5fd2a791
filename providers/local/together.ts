import type { InstanceProblem, RedisSpec } from '../backend.ts';
import { layoutOf, type Member } from './layout.ts';

/** What instances of one stack may not share: ports and folders. The later one is told. */
export function checkTogether(specs: ReadonlyMap<string, RedisSpec>): InstanceProblem[] {
  const instances = [...specs].map(([instance, spec]) => ({ instance, spec, ...layoutOf(spec) }));
  return instances.flatMap((later, i) =>
    instances
      .slice(0, i)
      .flatMap((earlier) => [
        ...portProblems(later, earlier),
        ...folderProblems(later.instance, later.spec, earlier.instance, earlier.spec),
      ]),
  );
}

interface Ports {
  instance: string;
  servers: Member[];
  sentinels: Member[];
}

function busPortsOf({ servers }: Ports): number[] {
  return servers.flatMap(({ busPort }) => busPort ?? []);
}

function portProblems(later: Ports, earlier: Ports): InstanceProblem[] {
  const listening = [...earlier.servers, ...earlier.sentinels].map(({ port }) => port);
  const taken = [...listening, ...busPortsOf(earlier)];
  const kinds = [
    { path: 'local.basePort', ports: later.servers.map(({ port }) => port) },
    { path: 'local.sentinelBasePort', ports: later.sentinels.map(({ port }) => port) },
    { path: 'local.busBasePort', ports: busPortsOf(later) },
  ];
  return kinds.flatMap(({ path, ports }) => {
    const shared = ports.filter((port) => taken.includes(port));
    if (shared.length === 0) return [];
    const span = Math.max(...ports) - Math.min(...ports) + 1;
    const free = firstFree(taken, shared[0] ?? 0, span);
    const reason = `${portList(shared)} of instance ${earlier.instance} too: set ${path}, for example to ${free}.`;
    return [{ instance: later.instance, path, reason }];
  });
}

function folderProblems(later: string, own: RedisSpec, earlier: string, other: RedisSpec): InstanceProblem[] {
  const [mine, theirs] = [folderOf(own), folderOf(other)];
  if (mine === undefined || mine !== theirs) return [];
  const reason = `"${mine}" is the folder of instance ${earlier} too: give each its own, or leave it out.`;
  return [{ instance: later, path: 'local.directory', reason }];
}

/** Without a trailing slash or `.` parts; undefined is a folder of the instance's own. */
function folderOf(spec: RedisSpec): string | undefined {
  const { directory } = spec.own;
  if (typeof directory !== 'string') return undefined;
  return directory
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function firstFree(taken: number[], from: number, count: number): number {
  const collides = (first: number) => taken.some((port) => port >= first && port < first + count);
  let first = from;
  while (collides(first)) first += 1;
  return first;
}

function portList(ports: number[]): string {
  const [first, last] = [ports[0], ports.at(-1)];
  return first === last ? `Port ${first} is one` : `Ports ${first}-${last} are those`;
}
