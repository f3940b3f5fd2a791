import { TLSSocket } from 'node:tls';
import type { Redis as Client } from 'ioredis';

/** One of our servers or Sentinels and what opens it. */
export interface Target {
  port: number;
  password: string;
  /** PEM of the authorities to check it against; plain TCP when absent, nobody is trusted when empty. */
  ca?: string | undefined;
}

/** A connection to one server. Errors carry what the server or the system said, never what was sent. */
export interface Link {
  /** Sends one command, its words as they are. */
  call(...words: [string, ...(string | number)[]]): Promise<unknown>;
  close(): void;
  /** SHA-256 of the certificate it showed; undefined without TLS. */
  certificate: string | undefined;
}

export const loopback = '127.0.0.1';

/**
 * Connects and authenticates. Rejects after `deadlineMs` whatever holds it up, and each later command does too:
 * connect timeouts of client libraries do not cover a frozen server, whose kernel still accepts.
 */
export async function openLink(target: Target, deadlineMs: number): Promise<Link> {
  const { Redis } = await import('ioredis');
  let cause = 'it does not answer';
  const client = new Redis({
    host: loopback,
    port: target.port,
    password: target.password,
    lazyConnect: true,
    // RESP2 gives CONFIG GET and SENTINEL MASTER as flat lists on every version.
    protocol: 2,
    disableClientInfo: true,
    enableReadyCheck: false,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: deadlineMs,
    disconnectTimeout: 50,
    ...(target.ca !== undefined && { tls: { ca: [target.ca] } }),
  });
  client.on('error', (error: Error) => {
    cause = error.message;
  });
  try {
    await within(deadlineMs, client.connect());
  } catch (error) {
    client.disconnect();
    const said = messageOf(error);
    throw new Error(`127.0.0.1:${target.port}: ${said === 'Connection is closed.' ? cause : said}`);
  }
  return {
    call: (...words) => send(client, target.port, deadlineMs, words),
    close: () => client.disconnect(),
    certificate:
      client.stream instanceof TLSSocket ? client.stream.getPeerX509Certificate()?.fingerprint256 : undefined,
  };
}

/**
 * Opens a link for one piece of work and closes it whatever comes of it. Should it fail, it is done once more from its
 * beginning: a Sentinel closes all links of a server it tells whom to follow (sentinel.c, sentinelSendSlaveOf), and
 * that server is well. One that was silent until the deadline is not asked again.
 */
export async function withLink<T>(
  target: Target,
  deadlineMs: number,
  work: (link: Link) => Promise<T>,
): Promise<T> {
  const attempt = async () => {
    const link = await openLink(target, deadlineMs);
    try {
      return await work(link);
    } finally {
      link.close();
    }
  };
  const deadline = Date.now() + deadlineMs;
  return attempt().catch((error: Error) => {
    if (Date.now() >= deadline) throw error;
    return attempt();
  });
}

async function send(
  client: Client,
  port: number,
  deadlineMs: number,
  [command, ...words]: [string, ...(string | number)[]],
): Promise<unknown> {
  try {
    return await within(deadlineMs, client.call(command, ...words));
  } catch (error) {
    // A fresh error: the library's own holds the command's arguments, passwords among them.
    throw new Error(`127.0.0.1:${port} to ${command}: ${messageOf(error)}`);
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
