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

/** What INFO says of a server, by its names. */
export type Info = Readonly<Record<string, string | undefined>>;

/** Asks `patience` about each server that is not loading any more: milliseconds until INFO is asked again, or undefined. */
export function beforeReady(client: object, patience: (info: Info) => number | undefined): void {
  const check: unknown = Reflect.get(client, '_readyCheck');
  if (typeof check !== 'function') return;
  const asked = (done: (error: unknown, info?: Info) => void): void => {
    check.call(client, (error: unknown, info?: Info) => {
      const wait = error || !info ? undefined : patience(info);
      if (wait === undefined) done(error, info);
      else setTimeout(asked, wait, done);
    });
  };
  Reflect.set(client, '_readyCheck', asked);
}

/** Offers each refusal of the server; where `take` returns true, the caller goes on waiting for what `again` brings. */
export function onRefused(client: object, take: (error: Error, again: () => void) => boolean): void {
  const handle: unknown = Reflect.get(client, 'handleReconnection');
  const send: unknown = Reflect.get(client, 'sendCommand');
  if (typeof handle !== 'function' || typeof send !== 'function') return;
  Reflect.set(client, 'handleReconnection', (error: Error, item: { command: object }): unknown => {
    const alone = Reflect.get(item.command, 'inTransaction') !== true;
    if (alone && take(error, () => Reflect.apply(send, client, [item.command]))) return undefined;
    return Reflect.apply(handle, client, [error, item]);
  });
}

/** From which attempt on the next delays are counted. */
export function countRetries(client: object, attempts: number): void {
  if (typeof Reflect.get(client, 'retryAttempts') === 'number')
    Reflect.set(client, 'retryAttempts', attempts);
}

/** Whom a client asks where the primary is lets go of what it holds for nobody. */
export function releaseIdle(Connector: unknown): void {
  const release: unknown =
    typeof Connector === 'function' ? Reflect.get(Connector, 'releaseIdle') : undefined;
  if (typeof release === 'function') Reflect.apply(release, Connector, []);
}
