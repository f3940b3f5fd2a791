import type { Client, MethodDefinition } from '@grpc/grpc-js';
import { connect, unary } from './channel.ts';
import { failure, isUnimplemented } from './failure.ts';

/** Calls to one provider. Rejects with what a person should read; `attempt` completes “while asked to …”. */
export class Connection {
  readonly #channel: Client;

  constructor(address: string) {
    this.#channel = connect(address);
  }

  async ask<Q, A>(method: MethodDefinition<Q, A>, request: Q, attempt: string): Promise<A> {
    try {
      return await unary(this.#channel, method, request);
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
      return await unary(this.#channel, method, request);
    } catch (error) {
      if (isUnimplemented(error)) return undefined;
      throw failure(error, attempt);
    }
  }

  close(): void {
    this.#channel.close();
  }
}
