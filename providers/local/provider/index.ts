// The provider `redis-local`: what Pulumi asks of it (check, diff, create, update, delete), one handler a resource type.
// How processes, files and a group's or cluster's agreement work is in ../process, ../redis, ../group and ../cluster.

import type { Call, CheckFailure, Created, DiffResult, ResourceHandler, Values } from '../../protocol.ts';
import { AuthorityHandler } from './authority.ts';
import { ClusterHandler } from './cluster.ts';
import { Context } from './context.ts';
import { GroupHandler } from './group.ts';
import { NodeHandler } from './node.ts';
import { SentinelHandler } from './sentinel.ts';
import { ServerHandler } from './server.ts';
import { types } from './types.ts';

/** Serves one project. Its folders are found below `root`, so that no resource holds a machine's path. */
export class RedisLocal {
  readonly name = 'redis-local';
  readonly version = '0.1.0';
  readonly #handlers: ReadonlyMap<string, ResourceHandler<Values, Values>>;

  constructor({ root }: { root: string }) {
    const context = new Context(root);
    this.#handlers = new Map<string, ResourceHandler<Values, Values>>([
      [types.group, new GroupHandler(context)],
      [types.authority, new AuthorityHandler(context)],
      [types.server, new ServerHandler(context)],
      [types.sentinel, new SentinelHandler(context)],
      [types.node, new NodeHandler(context)],
      [types.cluster, new ClusterHandler(context)],
    ]);
  }

  async check(call: Call, olds: Values, news: Values): Promise<{ inputs: Values; failures: CheckFailure[] }> {
    return {
      inputs: news,
      failures: (await inWords(Promise.resolve(this.#handler(call).check?.(olds, news)))) ?? [],
    };
  }

  diff(call: Call, _id: string, oldInputs: Values, oldOutputs: Values, news: Values): Promise<DiffResult> {
    return inWords(this.#handler(call).diff(oldInputs, oldOutputs, news));
  }

  create(call: Call, inputs: Values): Promise<Created> {
    return inWords(this.#handler(call).create(call, inputs));
  }

  /** A process that is gone is for `up` to start again, not for a refresh to forget: so nothing is looked at. */
  async read(
    _call: Call,
    id: string,
    inputs: Values,
    outputs: Values,
  ): Promise<{ id: string; inputs: Values; outputs: Values }> {
    return { id, inputs, outputs };
  }

  update(call: Call, id: string, oldInputs: Values, oldOutputs: Values, news: Values): Promise<Values> {
    return inWords(this.#handler(call).update(call, id, oldInputs, oldOutputs, news));
  }

  delete(call: Call, _id: string, inputs: Values, outputs: Values): Promise<void> {
    return inWords(this.#handler(call).delete(call, inputs, outputs));
  }

  #handler(call: Call): ResourceHandler<Values, Values> {
    const handler = this.#handlers.get(call.type);
    if (handler) return handler;
    throw new Error(
      `redis-local has no resource type "${call.type}"; it has ${[...this.#handlers.keys()].join(', ')}.`,
    );
  }
}

/** What is thrown on purpose is a sentence for a person and is shown without a stack; bugs (TypeError and so on) keep theirs. */
async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) error.name = 'ProviderError';
    throw error;
  }
}
