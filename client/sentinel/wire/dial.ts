import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { type Endpoint, spell } from '../endpoint.ts';

/**
 * A connected socket to a server, TLS established. A name is looked up at each dial, so a moved name is followed.
 * Rejects, and leaves nothing open, on failure, after `ms`, or when `signal` says so.
 */
export function dial(
  endpoint: Endpoint,
  tls: ConnectionOptions | undefined,
  ms: number,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = tls ? connectTls({ ...tls, ...endpoint }) : connectTcp(endpoint);
    const fail = (error: Error) => {
      settle();
      socket.destroy();
      reject(error);
    };
    const late = () => fail(new Error(`${spell(endpoint)}: no connection within ${ms} ms`));
    const called = () => fail(new Error(`${spell(endpoint)}: no longer wanted`));
    const closed = () => fail(new Error(`${spell(endpoint)}: the connection was closed`));
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', called);
      socket.removeListener('close', closed);
    };
    const timer = setTimeout(late, ms);
    // Stays: an error between here and the listeners of ioredis would end the process.
    socket.on('error', fail);
    socket.once('close', closed);
    signal.addEventListener('abort', called);
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      settle();
      resolve(socket);
    });
    if (signal.aborted) called();
  });
}
