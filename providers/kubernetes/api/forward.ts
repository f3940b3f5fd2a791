import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { type KubeConfig, PortForward } from '@kubernetes/client-node';
import type { Endpoint } from '../../backend.ts';

/** A port of this machine that leads into a pod. */
export interface Forwarded extends Endpoint {
  close(): Promise<void>;
}

/**
 * Leads every connection to a new port on loopback to one of a pod, through the API server. By the pod's name, for each
 * connection anew: a pod that comes back, on another machine perhaps, is reached as before. One that is not there closes
 * the connection.
 */
export async function forward(
  config: KubeConfig,
  namespace: string,
  pod: string,
  port: number,
): Promise<Forwarded> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    void lead(config, namespace, pod, port, socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: here } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port: here,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

async function lead(
  config: KubeConfig,
  namespace: string,
  pod: string,
  port: number,
  socket: Socket,
): Promise<void> {
  socket.setNoDelay(true);
  // A client may leave at any time.
  socket.on('error', () => socket.destroy());
  const refusals = new PassThrough();
  // Nobody listens there, for example; the way stays open then.
  refusals.on('data', (chunk: Buffer) => chunk.length > 0 && socket.destroy());
  try {
    const way = await new PortForward(config).portForward(namespace, pod, [port], socket, refusals, socket);
    if (!('on' in way)) return;
    way.on('close', () => socket.destroy());
    way.on('error', () => socket.destroy());
    if (socket.destroyed) way.terminate();
    socket.on('close', () => way.terminate());
  } catch {
    socket.destroy();
  }
}
