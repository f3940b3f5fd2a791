// The CrossGuard pack: its rules, at the levels and with the waivers that the stack's configuration gives. A rule is a file in
// rules/; pack/ makes Pulumi's policies of them, facts/ reads what they judge. What RedisHA itself must be is decided in
// components/posture.

import { PolicyPack } from '@pulumi/policy';
import { hastenNextServer } from './pack/nextServer.ts';
import { packOf } from './pack/pack.ts';
import { rules } from './rules/index.ts';

const { args, config } = packOf(rules, process.env);

hastenNextServer();
new PolicyPack('redis-ha-policy', args, config);
