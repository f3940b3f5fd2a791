/** Upstash's database as @upstash/pulumi names it. */
export const redisDatabase = 'upstash:index/redisDatabase:RedisDatabase';
