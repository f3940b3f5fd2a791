import { setTimeout as sleep } from 'node:timers/promises';
import grpc, {
  type MethodDefinition,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { ProviderClient } from './client.ts';
import { Connection } from './connection.ts';
import { EngineLog } from './engineLog.ts';
import { handlers } from './handlers.ts';
import type { ProviderImplementation } from './implementation.ts';

export interface ProviderHere {
  client: ProviderClient;
  /** Aborts what is running, gives it half a second and closes the implementation. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * A provider of this process: the same messages to the same handlers as over gRPC (serve.ts), without a socket between. On one, each
 * message would be made bytes and read again, in a preview the most that this process does.
 */
export function providerHere(provider: ProviderImplementation, o: { engine: string }): ProviderHere {
  const log = new EngineLog();
  log.reach(o.engine);
  const interruption = new AbortController();
  const service = handlers(provider, log, interruption);
  const running = new Set<Promise<unknown>>();
  const call = <Q, A>(method: MethodDefinition<Q, A>, request: Q) => {
    const answer = handle<Q, A>(service, method.path, request);
    running.add(answer);
    const ended = () => running.delete(answer);
    answer.then(ended, ended);
    return answer;
  };
  const stop = async () => {
    interruption.abort();
    await Promise.race([Promise.allSettled(running), sleep(500, undefined, { ref: false })]);
    log.close();
    await provider.close?.();
  };
  let stopping: Promise<void> | undefined;
  return {
    client: new ProviderClient(new Connection(call)),
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** `path`: /pulumirpc.ResourceProvider/Check, … */
function handle<Q, A>(service: UntypedServiceImplementation, path: string, request: Q): Promise<A> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const handler = service[name.charAt(0).toLowerCase() + name.slice(1)] as
    | ((call: { request: Q }, done: sendUnaryData<A>) => void)
    | undefined;
  return new Promise((resolve, reject) => {
    if (handler === undefined)
      reject(refusal({ code: grpc.status.UNIMPLEMENTED, details: `There is no ${name}.` }));
    else
      handler({ request }, (error, answer) =>
        error || answer == null ? reject(refusal(error ?? {})) : resolve(answer),
      );
  });
}

/** What grpc-js makes of a status that is not OK. */
function refusal({ code, details, metadata }: Partial<grpc.StatusObject>): grpc.ServiceError {
  const said = details ?? 'The provider gave no answer.';
  return Object.assign(new Error(said), {
    code: code ?? grpc.status.UNKNOWN,
    details: said,
    metadata: metadata ?? new grpc.Metadata(),
  });
}
