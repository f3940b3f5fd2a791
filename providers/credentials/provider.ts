import type { Call, CheckFailure, Created, DiffResult, ResourceHandler, Values } from '../protocol.ts';
import { certificate } from './certificate.ts';
import { inClear } from './clear.ts';
import { guard } from './guard.ts';
import { passwords } from './passwords.ts';
import { types } from './types.ts';

/** Needs nothing of the machine: what it makes is in the state, encrypted there, and nowhere else. */
export class RedisCredentials {
  readonly name = 'redis-credentials';
  readonly version = '0.1.0';
  readonly #handlers: ReadonlyMap<string, ResourceHandler<Values, Values>> = new Map<
    string,
    ResourceHandler<Values, Values>
  >([
    [types.passwords, passwords],
    [types.certificate, certificate],
    [types.guard, guard],
  ]);

  async check(call: Call, olds: Values, news: Values): Promise<{ inputs: Values; failures: CheckFailure[] }> {
    const failures = (await this.#handler(call).check?.(inClear(olds), inClear(news))) ?? [];
    return { inputs: news, failures };
  }

  diff(call: Call, _id: string, oldInputs: Values, oldOutputs: Values, news: Values): Promise<DiffResult> {
    return this.#handler(call).diff(inClear(oldInputs), inClear(oldOutputs), inClear(news));
  }

  create(call: Call, inputs: Values): Promise<Created> {
    return this.#handler(call).create(call, inClear(inputs));
  }

  /** There is nothing outside the state to look at. */
  async read(
    _call: Call,
    id: string,
    inputs: Values,
    outputs: Values,
  ): Promise<{ id: string; inputs: Values; outputs: Values }> {
    return { id, inputs, outputs };
  }

  update(call: Call, id: string, oldInputs: Values, oldOutputs: Values, news: Values): Promise<Values> {
    return this.#handler(call).update(call, id, inClear(oldInputs), inClear(oldOutputs), inClear(news));
  }

  delete(call: Call, _id: string, inputs: Values, outputs: Values): Promise<void> {
    return this.#handler(call).delete(call, inputs, outputs);
  }

  #handler(call: Call): ResourceHandler<Values, Values> {
    const handler = this.#handlers.get(call.type);
    if (handler) return handler;
    throw new Error(`redis-credentials has no resource type "${call.type}".`);
  }
}
