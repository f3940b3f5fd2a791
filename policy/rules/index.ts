// Every rule of the pack, in the order in which reports and docs/policies.md list them. One rule is one file; this one only
// lists. What a rule reads in common with others is in ../facts, what Pulumi makes of a rule in ../pack.

import type { Rule } from '../pack/rule.ts';
import { valkeyDigitaloceanEncryptionInTransit } from './digitalocean/encryptionInTransit.ts';
import { valkeyDigitaloceanMultiAz } from './digitalocean/multiAz.ts';
import { valkeyDigitaloceanSnapshotRetention } from './digitalocean/snapshotRetention.ts';
import { elasticacheEncryptionAtRest } from './elasticache/encryptionAtRest.ts';
import { elasticacheEncryptionInTransit } from './elasticache/encryptionInTransit.ts';
import { elasticacheMultiAz } from './elasticache/multiAz.ts';
import { elasticacheNoCluster } from './elasticache/noCluster.ts';
import { elasticacheSnapshotRetention } from './elasticache/snapshotRetention.ts';
import { kubernetesRedisEncryptionAtRest } from './kubernetes/encryptionAtRest.ts';
import { kubernetesRedisEncryptionInTransit } from './kubernetes/encryptionInTransit.ts';
import { kubernetesRedisMultiAz } from './kubernetes/multiAz.ts';
import { kubernetesRedisSnapshotRetention } from './kubernetes/snapshotRetention.ts';
import { redisEncryptionAtRest } from './neutral/redisEncryptionAtRest.ts';
import { redisEncryptionInTransit } from './neutral/redisEncryptionInTransit.ts';
import { redisMultiAz } from './neutral/redisMultiAz.ts';
import { redisSnapshotRetention } from './neutral/redisSnapshotRetention.ts';
import { upstashEncryptionAtRest } from './upstash/encryptionAtRest.ts';
import { upstashEncryptionInTransit } from './upstash/encryptionInTransit.ts';
import { upstashMultiAz } from './upstash/multiAz.ts';
import { upstashSnapshotRetention } from './upstash/snapshotRetention.ts';
import { redisWaivers } from './waivers/redisWaivers.ts';
import { redisWaiversUnused } from './waivers/redisWaiversUnused.ts';
import { redisWaiversValid } from './waivers/redisWaiversValid.ts';

export const rules: readonly Rule[] = [
  redisEncryptionAtRest,
  redisEncryptionInTransit,
  redisMultiAz,
  redisSnapshotRetention,

  elasticacheEncryptionAtRest,
  elasticacheEncryptionInTransit,
  elasticacheMultiAz,
  elasticacheSnapshotRetention,
  elasticacheNoCluster,

  valkeyDigitaloceanEncryptionInTransit,
  valkeyDigitaloceanMultiAz,
  valkeyDigitaloceanSnapshotRetention,

  upstashEncryptionAtRest,
  upstashEncryptionInTransit,
  upstashMultiAz,
  upstashSnapshotRetention,

  kubernetesRedisEncryptionAtRest,
  kubernetesRedisEncryptionInTransit,
  kubernetesRedisMultiAz,
  kubernetesRedisSnapshotRetention,

  redisWaiversValid,
  redisWaivers,
  redisWaiversUnused,
];
