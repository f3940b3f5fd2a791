// The files' names beside each server and Sentinel, relative to its own folder: the whole tree can be moved.
export const files = {
  serverConfig: 'redis.conf',
  sentinelConfig: 'sentinel.conf',
  process: 'process.json',
  log: 'server.log',
  certificate: 'tls.crt',
  key: 'tls.key',
  authority: '../authority/ca.crt',
} as const;
