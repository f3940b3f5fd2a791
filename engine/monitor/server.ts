import grpc from '@grpc/grpc-js';
import { channelOptions, listen, shutDown } from '../provider/index.ts';

/** One port for everything that program, packs and providers ask of the engine. */
export async function startServer(addServices: (server: grpc.Server) => void) {
  const server = new grpc.Server(channelOptions);
  addServices(server);
  const port = await listen(server);
  return { address: `127.0.0.1:${port}`, stop: () => shutDown(server) };
}
