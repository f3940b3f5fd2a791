// Processes on one machine as the provider redis-local names them.

export const group = 'redis-local:index:Group';
export const server = 'redis-local:index:Server';
export const sentinel = 'redis-local:index:Sentinel';
export const node = 'redis-local:index:Node';
