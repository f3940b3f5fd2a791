// The provider redis-credentials as a plugin of the Pulumi CLI. Our own engine does not come through here.

import { runPlugin } from '../../../engine/provider/runPlugin.ts';
import { RedisCredentials } from '../index.ts';

await runPlugin(new RedisCredentials());
