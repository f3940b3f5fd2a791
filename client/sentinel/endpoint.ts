/** Where a Sentinel or a server listens. */
export interface Endpoint {
  /** A name or an IPv4 or IPv6 address, without brackets. */
  host: string;
  port: number;
}

/** Announced address ('host:port') -> the address under which this process reaches it. */
export type NatMap = Readonly<Record<string, Endpoint>>;

/** One spelling for one endpoint: what maps and comparisons go by. */
export function spell({ host, port }: Endpoint): string {
  return `${host.toLowerCase()}:${port}`;
}

export function same(a: Endpoint | undefined, b: Endpoint | undefined): boolean {
  return a !== undefined && b !== undefined && spell(a) === spell(b);
}

/** The address to dial for one that was announced. */
export function reachable(natMap: NatMap, announced: Endpoint): Endpoint {
  return natMap[`${announced.host}:${announced.port}`] ?? announced;
}

/** An endpoint from the two words in which Redis gives it; undefined when they name none. */
export function parseEndpoint(host: unknown, port: unknown): Endpoint | undefined {
  const number = Number(port);
  if (typeof host !== 'string' || host === '') return undefined;
  return Number.isInteger(number) && number > 0 && number < 65_536 ? { host, port: number } : undefined;
}
