import grpc from '@grpc/grpc-js';
import providerGrpc from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import { channelOptions, listen, shutDown } from './channel.ts';
import { EngineLog } from './engineLog.ts';
import { handlers } from './handlers.ts';
import type { ProviderImplementation } from './implementation.ts';

export interface ServedProvider {
  /** 127.0.0.1:PORT */
  address: string;
  port: number;
  /** Aborts what is running, closes the implementation and the port. Safe to call twice. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** Address of the engine, where progress goes. Default: none until Handshake or Attach brings it. */
  engine?: string | undefined;
}

/** Puts a provider on the wire, on a free loopback port. Rejects when no port can be bound. */
export async function serveProvider(
  provider: ProviderImplementation,
  o: ServeOptions = {},
): Promise<ServedProvider> {
  const log = new EngineLog();
  if (o.engine !== undefined) log.reach(o.engine);
  const interruption = new AbortController();
  const server = new grpc.Server(channelOptions);
  server.addService(providerGrpc.ResourceProviderService, handlers(provider, log, interruption));
  const port = await listen(server);

  const stop = async () => {
    interruption.abort();
    await shutDown(server);
    log.close();
    await provider.close?.();
  };
  let stopping: Promise<void> | undefined;
  return {
    address: `127.0.0.1:${port}`,
    port,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}
