// What ioredis 5.11 and 6 keep to themselves and we read; each answers sensibly where a later version has it no more.

/** How many commands wait for a connection. */
export function waiting(client: object): number {
  const queue: unknown = Reflect.get(client, 'offlineQueue');
  const length: unknown = typeof queue === 'object' && queue !== null ? Reflect.get(queue, 'length') : 0;
  return typeof length === 'number' ? length : 0;
}

/** Tells the role of each server that the client is about to use, from the INFO that it asks for anyway. */
export function onRole(client: object, told: (role: 'primary' | 'replica' | undefined) => void): void {
  const connector: unknown = Reflect.get(client, 'connector');
  if (typeof connector !== 'object' || connector === null) return;
  const check: unknown = Reflect.get(connector, 'check');
  if (typeof check !== 'function') return;
  Reflect.set(connector, 'check', (info: { role?: string } | undefined): unknown => {
    told(roleOf(info?.role));
    return check.call(connector, info);
  });
}

function roleOf(word: string | undefined): 'primary' | 'replica' | undefined {
  if (word === 'master') return 'primary';
  return word === 'slave' ? 'replica' : undefined;
}
