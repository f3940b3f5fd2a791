import { isMethod } from '../facade.ts';

// What the adapters call and whose promise they drop (@socket.io/redis-streams-adapter 0.3, redis-adapter 8.3).
const dropped = ['subscribe', 'psubscribe', 'ssubscribe', 'unsubscribe', 'punsubscribe', 'sunsubscribe'];
const given = ['publish', 'spublish', 'set'];

/** These methods of a client, whose rejection nobody sees: it would end the process when the client is closed. */
export function forgiving(client: object): Record<string, (...args: unknown[]) => unknown> {
  const methods = [...dropped, ...given].map((name) => {
    const call = (...args: unknown[]) => {
      const method: unknown = Reflect.get(client, name);
      const result: unknown = isMethod(method) ? Reflect.apply(method, client, args) : undefined;
      if (result instanceof Promise) result.catch(() => undefined);
      return result;
    };
    return [name, call] as const;
  });
  return Object.fromEntries(methods);
}
