import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import { type WebSocket, WebSocketServer } from 'ws';
import { stringify } from 'yaml';

/** What a command does: prints lines, then ends with a code, or with the connection. */
export type Command = (words: string[]) => { lines: string[]; code: number | 'cut' | 'never' };

const context = 'test';
const [standardOut, standardErr, statusChannel] = [1, 2, 3];

/**
 * An API server as far as commands in pods and port-forwarding go, with the bytes on the wire as a real one has them
 * (v4.channel.k8s.io). Pods are ports of this machine.
 */
export class FakeApi {
  readonly context = context;
  /** The pods that are there, as the API would tell them. */
  readonly pods = new Map<string, V1Pod>();
  /** Names of pods that were deleted; what that means is the test's. */
  onDelete: (pod: string) => void = () => undefined;
  command: Command = () => ({ lines: [], code: 0 });
  /** Refuses everything. */
  forbids = false;
  readonly #server: Server;
  readonly #folder: string;
  readonly #before = process.env.KUBECONFIG;

  private constructor(server: Server, folder: string) {
    this.#server = server;
    this.#folder = folder;
  }

  static async start(): Promise<FakeApi> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const folder = await mkdtemp(path.join(os.tmpdir(), 'redis-ha-api-'));
    const api = new FakeApi(server, folder);
    server.on('upgrade', (request, socket, head) => {
      const status = api.#refusal(request);
      if (status !== undefined) {
        socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
        return;
      }
      const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'v4.channel.k8s.io' });
      sockets.handleUpgrade(request, socket, head, (way) => api.#serve(request, way));
    });
    server.on('request', (request, response) => {
      const [status, body] = api.#answer(request);
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    const { port } = server.address() as AddressInfo;
    const file = path.join(folder, 'kubeconfig');
    const cluster = {
      name: context,
      cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true },
    };
    const contexts = [{ name: context, context: { cluster: context, user: context } }];
    await writeFile(file, stringify({ clusters: [cluster], contexts, users: [{ name: context, user: {} }] }));
    process.env.KUBECONFIG = file;
    return api;
  }

  async stop(): Promise<void> {
    if (this.#before === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = this.#before;
    this.#server.closeAllConnections();
    this.#server.close();
    await rm(this.#folder, { recursive: true });
  }

  #answer({ method, url = '' }: IncomingMessage): [number, object] {
    const [, name = ''] = /\/pods\/([^/?]+)/.exec(url) ?? [];
    const pod = this.pods.get(name);
    if (!pod) return [404, { kind: 'Status', code: 404 }];
    if (method === 'DELETE') this.onDelete(name);
    return [200, pod];
  }

  #refusal(request: IncomingMessage): number | undefined {
    if (this.forbids) return 403;
    const [, pod = ''] = /\/pods\/([^/]+)\//.exec(request.url ?? '') ?? [];
    return this.pods.has(pod) ? undefined : 404;
  }

  #serve(request: IncomingMessage, way: WebSocket): void {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://api');
    if (pathname.endsWith('/portforward')) forwardTo(Number(searchParams.get('ports')), way);
    else this.#run(searchParams.getAll('command'), way);
  }

  #run(words: string[], way: WebSocket): void {
    const { lines, code } = this.command(words);
    const said = code === 0 ? standardOut : standardErr;
    for (const line of lines) send(way, said, Buffer.from(`${line}\n`));
    if (code === 'cut') way.terminate();
    if (code === 'cut' || code === 'never') return;
    const failure = { status: 'Failure', details: { causes: [{ reason: 'ExitCode', message: `${code}` }] } };
    send(way, statusChannel, Buffer.from(JSON.stringify(code === 0 ? { status: 'Success' } : failure)));
    way.close();
  }
}

function forwardTo(port: number, way: WebSocket): void {
  const number = Buffer.alloc(2);
  number.writeUInt16LE(port);
  const [data, errors] = [0, 1];
  send(way, data, number);
  send(way, errors, number);
  const pod = connect(port, '127.0.0.1');
  pod.on('data', (chunk) => send(way, data, chunk));
  // A real one leaves the way open here.
  pod.on('error', () => send(way, errors, Buffer.from('connection refused')));
  pod.on('end', () => way.close());
  way.on('message', (message: Buffer) => pod.write(message.subarray(1)));
  way.on('close', () => pod.destroy());
}

function send(way: WebSocket, channel: number | undefined, bytes: Buffer): void {
  way.send(Buffer.concat([Buffer.from([channel ?? 0]), bytes]));
}
