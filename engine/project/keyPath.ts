import { parsePath } from '../plan/index.ts';
import { type Fields, isFields } from './document.ts';
import { ProjectError } from './projectError.ts';

/** The value at `namespace:path`, where the path's first step is the configuration key. */
export function getAt(config: Fields, key: string): unknown {
  const [root, ...steps] = steppedKey(key);
  return steps.reduce((value: unknown, step) => {
    if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
    return isFields(value) ? value[step] : undefined;
  }, config[root]);
}

/**
 * Puts a value at `namespace:path`, making the objects on the way. What is there already and is no object
 * stays.
 */
export function setAt(config: Fields, key: string, value: unknown): void {
  const [root, ...steps] = steppedKey(key);
  let holder = config;
  let name = root;
  for (const step of steps) {
    const inner = holder[name] ?? {};
    if (!isFields(inner))
      throw new ProjectError(`The configuration key “${key}” goes through a value that is no object.`);
    // A copy: the declaration's own default must not change.
    holder[name] = { ...inner };
    holder = holder[name] as Fields;
    name = String(step);
  }
  holder[name] = value;
}

function steppedKey(key: string): [string, ...(string | number)[]] {
  const colon = key.indexOf(':');
  const path = parsePath(key.slice(colon + 1));
  const [first, ...rest] = path ?? [];
  if (first === undefined) throw new ProjectError(`The configuration key “${key}” is not a path.`);
  return [`${key.slice(0, colon)}:${first}`, ...rest];
}
