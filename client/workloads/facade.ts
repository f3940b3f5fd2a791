type Method = (...args: never[]) => unknown;

/** `client` as a library sees it: some methods replaced, all others its own and bound to it. */
export function facade<T extends object>(client: T, replaced: Readonly<Record<string, Method>>): T {
  const bound = new WeakMap<object, Method>();
  return new Proxy(client, {
    get(target, key) {
      const own = typeof key === 'string' ? replaced[key] : undefined;
      if (own) return own;
      // Not the proxy as receiver: private fields are the client's alone.
      const value: unknown = Reflect.get(target, key, target);
      if (!isMethod(value) || key === 'constructor') return value;
      const method = bound.get(value) ?? value.bind(target);
      bound.set(value, method);
      return method;
    },
  });
}

export function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}
