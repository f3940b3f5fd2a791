import type { Guarantees } from '../../providers/backend.ts';

/** What a RedisHA that meets every rule passes to `super()`; each test changes one thing. */
export function compliant() {
  const guarantees: Guarantees = {
    encryptionAtRest: { state: 'enforced', detail: 'AES-256 under the account’s key' },
    encryptionInTransit: { state: 'enforced', detail: 'TLS 1.2 and later' },
    multiAz: { state: 'enforced', detail: 'One node in each zone', zones: 3 },
    automaticFailover: { state: 'always', detail: 'The service promotes a replica' },
    snapshots: { state: 'enforced', detail: 'Daily', retentionDays: 7 },
  };
  return {
    backend: 'elasticache',
    topology: 'replicated',
    replicas: 2,
    shards: 1,
    zones: 3,
    encryption: { atRest: true, inTransit: true },
    snapshots: { retentionDays: 7 },
    waivers: [] as object[],
    guarantees,
  };
}
