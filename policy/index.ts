// The CrossGuard pack: its rules, at the levels and with the waivers that the stack's configuration gives. A rule is a file in
// rules/; pack/ makes Pulumi's policies of them, facts/ reads what they judge. What RedisHA itself must be is decided in
// components/posture.

import { PolicyPack } from '@pulumi/policy';
import { initialConfig } from './pack/initialConfig.ts';
import { policiesOf } from './pack/policies.ts';
import { levelsOf } from './pack/presets.ts';
import { stackSettings } from './pack/stackSettings.ts';
import { rules } from './rules/index.ts';

const settings = stackSettings(process.env);
const levels = levelsOf(settings.preset, rules);
const policies = policiesOf(rules, { levels, stackWaivers: settings.waivers });

new PolicyPack('redis-ha-policy', { policies }, initialConfig(settings.rules, levels));
