import type { RedisOptions } from 'ioredis';

export type Workload = 'cache' | 'session' | 'rateLimit' | 'queue' | 'worker' | 'pubsub';

/** What a preset decides, each with its reason; the sources and measurements are ioredis 6 and 5.11. */
export interface Preset {
  /**
   * Reconnects after which a waiting command is rejected. null: never, it waits. BullMQ insists on null. ioredis: 20.
   */
  maxRetriesPerRequest: number | null;
  /** Commands given while there is no connection wait for one; false: they are rejected at once. ioredis: true. */
  enableOfflineQueue: boolean;
  /**
   * Milliseconds without a byte while a reply is due, then the connection is given up. Alone notices a frozen server
   * (connectTimeout does not bound the handshake); kills blocking commands. ioredis: none.
   */
  socketTimeout: number | undefined;
  /**
   * Milliseconds after which the caller is told "Command timed out". The command stays on the way and may run later,
   * so only where that does no harm. ioredis: none.
   */
  commandTimeout: number | undefined;
}

export const presets: Record<Workload, Preset> = {
  /** A miss is cheaper than a wait, and an error is a miss. */
  cache: {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    socketTimeout: 1000,
    commandTimeout: 200,
  },
  /** A lost session is a logout, so a request waits through a failover, but not for ever: about 12 s where each connect is refused at once. */
  session: {
    maxRetriesPerRequest: 20,
    enableOfflineQueue: true,
    socketTimeout: 1000,
    commandTimeout: undefined,
  },
  /** Fails at once, so that the in-memory insurance of the limiter decides; a count that runs late only counts more. */
  rateLimit: {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    socketTimeout: 1000,
    commandTimeout: 250,
  },
  /**
   * BullMQ's Queue: a job given during a failover waits and is added after it. An HTTP handler that must answer in time
   * takes `createProducer` of 'redis-ha-client/queue'.
   */
  queue: {
    maxRetriesPerRequest: null,
    enableOfflineQueue: true,
    socketTimeout: 2000,
    commandTimeout: undefined,
  },
  /** BullMQ's Worker and QueueEvents: BZPOPMIN and XREAD block for up to 10 s and must not be cut short. */
  worker: {
    maxRetriesPerRequest: null,
    enableOfflineQueue: true,
    socketTimeout: undefined,
    commandTimeout: undefined,
  },
  /**
   * Socket.IO adapters and subscribers. The streams adapter blocks in XREAD, and retries a rejected one without any
   * delay, which starves the event loop: nothing may be rejected.
   */
  pubsub: {
    maxRetriesPerRequest: null,
    enableOfflineQueue: true,
    socketTimeout: undefined,
    commandTimeout: undefined,
  },
};

/** The same for every workload. */
export const common = {
  /** Milliseconds to open a TCP connection; a primary that is gone without a word must not cost the 10 s of ioredis. */
  connectTimeout: 1000,
  /** Milliseconds a closing socket may take; a frozen peer would cost the 2 s of ioredis. */
  disconnectTimeout: 50,
  /** Milliseconds before TCP asks whether the peer is there; NAT and load balancers forget silent connections. */
  keepAlive: 10_000,
  /** Milliseconds at most between two looks at a server that loads its data. */
  maxLoadingRetryTime: 1000,
  /** A command whose reply was cut off is sent again: at least once. A write may run twice. */
  autoResendUnfulfilledCommands: true,
  autoResubscribe: true,
  enableReadyCheck: true,
} satisfies RedisOptions;

/** Cluster only; the same for every workload. */
export const commonInCluster = {
  /** TLS and many nodes need more than the 1000 ms of ioredis. */
  slotsRefreshTimeout: 3000,
  /** Milliseconds; ioredis documents 5000 and has none, so that a moved slot costs a redirection each time. */
  slotsRefreshInterval: 5000,
  /** Replicas lag: sessions and limits read from one are stale. */
  scaleReads: 'master',
} as const;
