import type { Endpoint, Reach } from '../providers/backend.ts';

/** `host:port` of a server as it names itself, from where it was reached: that says more than the way there. */
export function announcedAs(reached: string, natMap: Reach['natMap'] = {}): string {
  const same = ({ host, port }: Endpoint) => `${host}:${port}` === reached;
  return Object.entries(natMap).find(([, way]) => same(way))?.[0] ?? reached;
}
