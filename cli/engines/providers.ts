import type { ProviderFactory } from '../../engine/events.ts';

/** The providers that the embedded engine runs in this process, each loaded by the first stack that has something of it. Clouds are simulated: nothing real comes of them. */
export const providers: Record<string, ProviderFactory> = {
  'redis-local': async (context) =>
    new (await import('../../providers/local/provider/index.ts')).RedisLocal(context),
  'redis-credentials': async () =>
    new (await import('../../providers/credentials/index.ts')).RedisCredentials(),
  aws: async () => new (await import('../../engine/clouds/aws/index.ts')).SimulatedAws(),
  kubernetes: async () => new (await import('../../engine/clouds/kubernetes/index.ts')).SimulatedKubernetes(),
  digitalocean: async () =>
    new (await import('../../engine/clouds/digitalocean/index.ts')).SimulatedDigitalOcean(),
  upstash: async () => new (await import('../../engine/clouds/upstash/index.ts')).SimulatedUpstash(),
};
