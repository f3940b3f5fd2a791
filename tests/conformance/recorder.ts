// Stands between the engine and a real provider and notes what the program asked it for.

import type { ProviderFactory } from '../../engine/events.ts';
import type { PropertyMap } from '../../engine/wire/value.ts';

/** URN -> the inputs that a pass registered. */
export type Asked = Map<string, PropertyMap>;

/** The same factories, with every resource's inputs noted in `asked`. */
export function recording(
  factories: Record<string, ProviderFactory>,
  asked: Asked,
): Record<string, ProviderFactory> {
  return Object.fromEntries(
    Object.entries(factories).map(([name, make]) => [name, recordingOne(make, asked)]),
  );
}

function recordingOne(make: ProviderFactory, asked: Asked): ProviderFactory {
  return async (context) => {
    const provider = await make(context);
    if ('folder' in provider) throw new Error(`What ${provider.folder} is asked cannot be recorded.`);
    return new Proxy(provider, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function') return value;
        if (property !== 'check') return value.bind(target);
        const check: typeof provider.check = (call, olds, news) => {
          asked.set(call.urn, news);
          return target.check(call, olds, news);
        };
        return check;
      },
    });
  };
}
