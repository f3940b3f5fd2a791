// The stack's first instance under a name and options of its own, as a program around the component gives them. Configuration:
// `program:name`; `program:formerly`, its name before; `program:below`, a component that is put around it; `program:provider`
// ({package, args}), a provider made by the program and handed to the component.

import { Config } from '@pulumi/pulumi/config.js';
import { ComponentResource, ProviderResource, rootStackResource } from '@pulumi/pulumi/resource.js';
import { RedisHA, stackInstances } from '../../../components/index.ts';

/** Of whichever package: the program knows none. */
class Elsewhere extends ProviderResource {}

const config = new Config('program');
const formerly = config.get('formerly');
const below = config.get('below');
const provider = config.getObject<{ package: string; args: Record<string, string> }>('provider');
const [instance] = stackInstances();
if (!instance) throw new Error('The stack has no instance.');

const redis = new RedisHA(config.require('name'), instance.args, {
  ...(formerly !== undefined && { aliases: [{ name: formerly }] }),
  ...(below !== undefined && {
    parent: new ComponentResource('test:index:Around', below),
    aliases: [{ parent: rootStackResource }],
  }),
  ...(provider && { providers: [new Elsewhere(provider.package, 'elsewhere', provider.args)] }),
});

export const connection = redis.connection;
