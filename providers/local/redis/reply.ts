/** INFO's `key:value` lines. */
export function parseInfo(reply: unknown): Record<string, string> {
  const lines = String(reply).split(/\r?\n/);
  const pairs = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return line.startsWith('#') || colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1)] as const];
  });
  return Object.fromEntries(pairs);
}

/** A flat list of names and values, as CONFIG GET, SENTINEL MASTER and SENTINEL DEBUG answer. Names in lower case. */
export function parsePairs(reply: unknown): Record<string, string> {
  const words = Array.isArray(reply) ? reply.map(String) : [];
  const pairs = words.flatMap((word, i) =>
    i % 2 === 0 ? [[word.toLowerCase(), words[i + 1] ?? ''] as const] : [],
  );
  return Object.fromEntries(pairs);
}

/** Keys of all databases, from INFO's keyspace section: `db0:keys=3,expires=0,avg_ttl=0`. */
export function countKeys(info: Record<string, string>): number {
  const databases = Object.entries(info).filter(([name]) => /^db\d+$/.test(name));
  return databases.reduce((sum, [, value]) => sum + Number(value.match(/keys=(\d+)/)?.[1] ?? 0), 0);
}
