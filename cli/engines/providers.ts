import { SimulatedAws } from '../../engine/clouds/aws/index.ts';
import { SimulatedDigitalOcean } from '../../engine/clouds/digitalocean/index.ts';
import { SimulatedKubernetes } from '../../engine/clouds/kubernetes/index.ts';
import { SimulatedUpstash } from '../../engine/clouds/upstash/index.ts';
import type { ProviderFactory } from '../../engine/events.ts';
import { RedisCredentials } from '../../providers/credentials/index.ts';
import { RedisLocal } from '../../providers/local/provider/index.ts';

/** The providers that the embedded engine runs in this process. Clouds are simulated: nothing real comes of them. */
export const providers: Record<string, ProviderFactory> = {
  'redis-local': (context) => new RedisLocal(context),
  'redis-credentials': () => new RedisCredentials(),
  aws: () => new SimulatedAws(),
  kubernetes: () => new SimulatedKubernetes(),
  digitalocean: () => new SimulatedDigitalOcean(),
  upstash: () => new SimulatedUpstash(),
};
