import type { ConnectionOptions } from 'node:tls';
import { Redis } from 'ioredis';
import { type Endpoint, spell } from '../endpoint.ts';
import { messageOf, within } from './within.ts';

/** A Sentinel or server and what opens it. */
export interface Door {
  endpoint: Endpoint;
  username?: string | undefined;
  password?: string | undefined;
  tls?: ConnectionOptions | undefined;
  /** Milliseconds to connect and authenticate. */
  connectMs: number;
  /** Milliseconds for each answer. */
  commandMs: number;
}

/** A connection of the watcher's own. It never reconnects, and does not keep the process alive. */
export interface Link {
  /** Rejects with what the other side or the system said, never with what was sent. */
  call(...words: [string, ...string[]]): Promise<unknown>;
  /** Calls back with channel and message. */
  listen(
    channels: string[],
    pattern: string,
    heard: (channel: string, message: string) => void,
  ): Promise<void>;
  /** At once, whatever the other side does. */
  close(): void;
  /** Resolves when it has ended. */
  ended: Promise<void>;
}

/** Connects and authenticates. Rejects in time also where the other side is frozen and only its kernel answers. */
export async function openLink(door: Door): Promise<Link> {
  const client = makeClient(door);
  let cause = 'the connection was closed';
  client.on('error', (error: Error) => {
    cause = messageOf(error);
  });
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  const close = () => {
    client.disconnect();
    client.stream?.destroy();
  };
  const call = async (...[command, ...words]: [string, ...string[]]) => {
    try {
      return await within(door.commandMs, client.call(command, ...words));
    } catch (error) {
      // A fresh error: the library's own holds the command's arguments, passwords among them.
      throw new Error(`${spell(door.endpoint)} to ${command}: ${messageOf(error)}`);
    }
  };
  try {
    await within(door.connectMs, client.connect());
    client.stream.unref();
    await authenticate(door, call);
  } catch (error) {
    close();
    const said = messageOf(error);
    if (said.startsWith(spell(door.endpoint))) throw error;
    throw new Error(`${spell(door.endpoint)}: ${said === 'Connection is closed.' ? cause : said}`);
  }
  return {
    call,
    close,
    ended,
    listen: async (channels, pattern, heard) => {
      client.on('message', heard);
      client.on('pmessage', (_, channel: string, message: string) => heard(channel, message));
      const both = Promise.all([client.subscribe(...channels), client.psubscribe(pattern)]);
      await within(door.commandMs, both);
    },
  };
}

function makeClient({ endpoint, tls, connectMs }: Door): Redis {
  return new Redis({
    ...endpoint,
    lazyConnect: true,
    // RESP2 gives the Sentinels' answers as flat lists on every version.
    protocol: 2,
    disableClientInfo: true,
    enableReadyCheck: false,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: connectMs,
    disconnectTimeout: 50,
    ...(tls && { tls }),
  });
}

/** By hand, for ioredis writes to the console when a password is given to somebody who has none. */
async function authenticate({ username, password }: Door, call: Link['call']): Promise<void> {
  if (!password) return;
  try {
    await call('AUTH', ...(username ? [username] : []), password);
  } catch (error) {
    if (!/no password is set|without any password configured/.test(messageOf(error))) throw error;
  }
}
