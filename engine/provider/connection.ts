import type { MethodDefinition } from '@grpc/grpc-js';
import { connect, unary } from './channel.ts';
import { failure, isUnimplemented } from './failure.ts';

/** One call to a provider, one answer. Rejects as grpc-js does. */
export type Call = <Q, A>(method: MethodDefinition<Q, A>, request: Q) => Promise<A>;

/** Calls to one provider. Rejects with what a person should read; `attempt` completes “while asked to …”. */
export class Connection {
  readonly #call: Call;
  /** Ends the connection. Default: there is none to end. */
  readonly close: () => void;

  constructor(call: Call, close: () => void = () => undefined) {
    this.#call = call;
    this.close = close;
  }

  async ask<Q, A>(method: MethodDefinition<Q, A>, request: Q, attempt: string): Promise<A> {
    try {
      return await this.#call(method, request);
    } catch (error) {
      throw failure(error, attempt);
    }
  }

  /** undefined: the provider does not have the method. */
  async askIfThere<Q, A>(
    method: MethodDefinition<Q, A>,
    request: Q,
    attempt: string,
  ): Promise<A | undefined> {
    try {
      return await this.#call(method, request);
    } catch (error) {
      if (isUnimplemented(error)) return undefined;
      throw failure(error, attempt);
    }
  }
}

/** To a provider at an address, whoever runs it. */
export function connectionTo(address: string): Connection {
  const channel = connect(address);
  return new Connection(
    (method, request) => unary(channel, method, request),
    () => channel.close(),
  );
}
