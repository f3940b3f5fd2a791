import type { Redis } from 'ioredis';

/** A server that is frozen takes a TCP connection and never answers; connectTimeout has passed by then. */
const limitMs = 2000;

/** Gives a connection up that is open and not ready in time, so that the next try may find another server. */
export function limitHandshake(redis: Redis): void {
  redis.on('connect', () => {
    const { stream } = redis;
    const timer = setTimeout(() => {
      if (redis.stream === stream && redis.status === 'connect') stream.destroy();
    }, limitMs);
    const stop = () => {
      clearTimeout(timer);
      redis.off('ready', stop);
      redis.off('close', stop);
    };
    redis.on('ready', stop);
    redis.on('close', stop);
  });
}
