// The files' names beside each server and Sentinel, relative to its own folder: the whole tree can be moved.
export const files = {
  serverConfig: 'redis.conf',
  sentinelConfig: 'sentinel.conf',
  /** What a cluster's node writes itself: its id, its slots, whom it knows. */
  nodes: 'nodes.conf',
  process: 'process.json',
  log: 'server.log',
  certificate: 'tls.crt',
  key: 'tls.key',
  authority: '../authority/ca.crt',
} as const;
