// The CrossGuard pack: the list of its rules, nothing more. One rule is one file in rules/.
// What RedisHA itself must be is decided in components/posture; rule.ts makes policies of rules.

import { PolicyPack } from '@pulumi/policy';
import { redisEncryptionAtRest } from './rules/redisEncryptionAtRest.ts';
import { redisEncryptionInTransit } from './rules/redisEncryptionInTransit.ts';
import { redisMultiAz } from './rules/redisMultiAz.ts';
import { redisSnapshotRetention } from './rules/redisSnapshotRetention.ts';
import { redisWaivers } from './rules/redisWaivers.ts';
import { redisWaiversValid } from './rules/redisWaiversValid.ts';

const waivable = [redisEncryptionAtRest, redisEncryptionInTransit, redisMultiAz, redisSnapshotRetention];
const ids = waivable.map((rule) => rule.name);

new PolicyPack('redis-ha-policy', { policies: [...waivable, redisWaiversValid(ids), redisWaivers(ids)] });
