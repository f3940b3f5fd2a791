// Backends that offer as much and as little as any real one, to judge arguments by.

import type { Backends } from '../../components/validate/index.ts';
import type { Backend, BackendName, Guarantees, Offers } from '../../providers/backend.ts';

const guarantees: Guarantees = {
  encryptionAtRest: { state: 'not-offered', detail: 'None.' },
  encryptionInTransit: { state: 'enforced', detail: 'TLS.' },
  multiAz: { state: 'not-offered', detail: 'None.', zones: 1 },
  automaticFailover: { state: 'always', detail: 'Sentinel.' },
  snapshots: { state: 'not-offered', detail: 'None.', retentionDays: 0 },
};

function backend(name: BackendName, offers: Offers): Backend {
  return { name, summary: 'For tests.', offers, check: () => [], guarantees: () => guarantees };
}

/** Offers the least. */
export const bare = backend('local', {
  topologies: ['replicated'],
  engines: ['redis'],
  replicas: { min: 2, max: 2, default: 2 },
  inTransit: 'choice',
  profile: 'fast',
  nearest: { zones: 'Set zones to 1.', 'encryption.atRest': 'Encrypt the disk of the machine.' },
});

/** Offers the most. */
export const rich = backend('elasticache', {
  topologies: ['replicated', 'cluster'],
  engines: ['redis', 'valkey'],
  replicas: { min: 0, max: 5, default: 2 },
  zones: { max: 3, default: 3 },
  atRest: 'choice',
  inTransit: 'choice',
  snapshots: { maxDays: 35, defaultDays: 7 },
  maintenance: true,
  bindings: ['aws-secrets-manager'],
  profile: 'balanced',
  nearest: {},
});

/** Encrypts whatever is asked. */
export const strict = backend('upstash', { ...rich.offers, atRest: 'always', inTransit: 'always' });

export const backends: Backends = {
  local: bare,
  elasticache: rich,
  upstash: strict,
  kubernetes: backend('kubernetes', rich.offers),
  digitalocean: backend('digitalocean', rich.offers),
};
