import { ConfigurationError } from '../connection.ts';

export type Env = Record<string, string | undefined>;

/** Reads the variables of one instance: REDIS_URL, or REDIS_CACHE_URL for instance `cache`. An empty one counts as not set. */
export class Variables {
  readonly #env: Env;
  readonly #prefix: string;

  constructor(env: Env, instance?: string) {
    this.#env = env;
    this.#prefix = instance === undefined ? 'REDIS_' : `REDIS_${inCapitals(instance)}_`;
  }

  /** The variable's full name, for messages. */
  nameOf(name: string): string {
    return this.#prefix + name;
  }

  text(name: string): string | undefined {
    return this.#env[this.nameOf(name)] || undefined;
  }

  flag(name: string): boolean | undefined {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined) return undefined;
    if (['true', '1', 'yes', 'on'].includes(text)) return true;
    if (['false', '0', 'no', 'off'].includes(text)) return false;
    throw this.wrong(name, 'must be true or false');
  }

  integer(name: string, min: number, max: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw this.wrong(name, `must be a whole number from ${min} to ${max}`);
  }

  port(name: string): number | undefined {
    return this.integer(name, 1, 65535);
  }

  /** Never with the value: somebody may have put a secret into the wrong variable. */
  wrong(name: string, what: string): ConfigurationError {
    return new ConfigurationError(`${this.nameOf(name)} ${what}.`);
  }
}

function inCapitals(instance: string): string {
  if (/^[a-z][a-z0-9-]*$/i.test(instance)) return instance.toUpperCase().replaceAll('-', '_');
  throw new ConfigurationError(
    'An instance name has letters, digits and hyphens only and begins with a letter.',
  );
}
