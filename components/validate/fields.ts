// Every argument with what it may hold: the one table behind validation, configuration and the editors' schema.
// The words come from args/ and backend.ts; a property that is added there and not here does not compile.

import { backendNames } from '../../providers/backend.ts';
import type {
  BindingArgs,
  EncryptionArgs,
  FailoverArgs,
  RedisHAArgs,
  SnapshotArgs,
  WaiverArgs,
} from '../args/index.ts';
import { readDay } from '../posture/day.ts';
import { waivableRules } from '../posture/index.ts';
import { name, ownFields, truth } from './backends/index.ts';
import { object, type TextField } from './field.ts';
import { isDailyWindow, isWeeklyWindow } from './time.ts';

const text: TextField = { kind: 'text' };

const encryption = object<EncryptionArgs>({
  atRest: truth,
  inTransit: truth,
  kmsKeyId: { kind: 'text', input: true },
});

const snapshots = object<SnapshotArgs>({
  retentionDays: { kind: 'number', whole: true, min: 0 },
  window: {
    kind: 'text',
    form: { says: 'a window of at least 60 minutes, HH:MM-HH:MM in UTC', fits: isDailyWindow },
  },
});

const failover = object<FailoverArgs>({
  profile: { kind: 'text', allowed: ['fast', 'balanced', 'calm'] },
});

const waiver = object<WaiverArgs>(
  {
    rule: { kind: 'text', allowed: waivableRules, amongst: 'a rule that docs/policies.md lists' },
    reason: name,
    until: {
      kind: 'text',
      form: { says: 'a day that exists, YYYY-MM-DD', fits: (t) => readDay(t) !== undefined },
    },
    resource: name,
  },
  'rule',
  'reason',
);

const binding = object<BindingArgs>(
  {
    kind: { kind: 'text', allowed: ['kubernetes-secret', 'aws-secrets-manager'] },
    name,
    namespace: name,
  },
  'kind',
  'name',
);

/** The whole argument object of RedisHA. */
export const argumentFields = object<RedisHAArgs>(
  {
    backend: { kind: 'text', allowed: backendNames },
    topology: { kind: 'text', allowed: ['replicated', 'cluster'] },
    purpose: { kind: 'text', allowed: ['durable', 'cache'] },
    engine: { kind: 'text', allowed: ['redis', 'valkey'] },
    version: text,
    memoryGb: { kind: 'number', above: 0 },
    replicas: { kind: 'number', whole: true, min: 0, max: 5 },
    shards: { kind: 'number', whole: true, min: 1, max: 90 },
    zones: { kind: 'number', whole: true, min: 1 },
    encryption,
    snapshots,
    maintenanceWindow: {
      kind: 'text',
      form: { says: 'a window of at least 60 minutes, ddd:HH:MM-ddd:HH:MM in UTC', fits: isWeeklyWindow },
    },
    failover,
    waivers: { kind: 'list', of: waiver },
    allowReplacement: truth,
    protect: truth,
    tags: { kind: 'map' },
    bindings: { kind: 'list', of: binding },
    ...ownFields,
  },
  'backend',
);
