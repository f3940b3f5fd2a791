// Whole programs in a first preview, where ids and names are not known yet.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { PolicyResult } from '../../engine/events.ts';
import { preview } from '../../engine/index.ts';
import { echo } from './echo.ts';

const tests = fileURLToPath(new URL('../', import.meta.url));
const names = ['aws', 'kubernetes', 'digitalocean', 'upstash', 'redis-local'];
const providers = Object.fromEntries(names.map((name) => [name, echo(name)]));

async function judge(program: string, configFile?: string) {
  const stateFolder = await mkdtemp(join(tmpdir(), 'redis-ha-corpus-'));
  try {
    const root = join(tests, 'corpus', program);
    const policyPacks = [{ folder: join(tests, '../policy'), configFile }];
    const { status, policies, errors } = await preview({
      root,
      stack: 'test',
      stateFolder,
      providers,
      policyPacks,
    });
    expect(errors).to.deep.equal([]);
    return { status, policies };
  } finally {
    await rm(stateFolder, { recursive: true });
  }
}

function violated(policies: readonly PolicyResult[], level: string): string[] {
  const found = policies.filter((one) => one.state === 'violation' && one.level === level);
  return [...new Set(found.map(({ rule }) => rule))].sort();
}

describe('the plan’s infrastructure', () => {
  it('is refused by every rule that applies', async () => {
    const { status, policies } = await judge('plan', join(tests, 'corpus', 'all.json'));
    expect(status).to.equal('refused');
    expect(violated(policies, 'mandatory')).to.deep.equal([
      'elasticache-alarms',
      'elasticache-customer-key',
      'elasticache-egress',
      'elasticache-eviction',
      'elasticache-final-snapshot',
      'elasticache-fixed-names',
      'elasticache-logs',
      'elasticache-no-append-only',
      'elasticache-protected',
      'elasticache-rbac',
      'elasticache-replacement-keeps-data',
      'elasticache-tags',
      'kubernetes-redis-capabilities',
      'kubernetes-redis-disruption-budget',
      'kubernetes-redis-encryption-at-rest',
      'kubernetes-redis-encryption-in-transit',
      'kubernetes-redis-host-spread',
      'kubernetes-redis-image-digest',
      'kubernetes-redis-image-pinned',
      'kubernetes-redis-multi-az',
      'kubernetes-redis-network-policy',
      'kubernetes-redis-non-root',
      'kubernetes-redis-not-privileged',
      'kubernetes-redis-plain-secrets',
      'kubernetes-redis-probes',
      'kubernetes-redis-read-only-root',
      'kubernetes-redis-resources',
      'kubernetes-redis-seccomp',
      'kubernetes-redis-secrets-in-files',
      'kubernetes-redis-sentinel-config-writable',
      'kubernetes-redis-service-account-token',
      'kubernetes-redis-snapshot-retention',
      'kubernetes-redis-stateful',
    ]);
  });
});

describe('a program as it should be', () => {
  for (const backend of ['elasticache', 'kubernetes', 'digitalocean', 'upstash', 'local'])
    it(`for ${backend} passes strict, waivers listed`, async () => {
      const { status, policies } = await judge(backend);
      expect(violated(policies, 'mandatory')).to.deep.equal([]);
      expect(status).to.equal('succeeded');
      const waivers = ['elasticache', 'kubernetes'].includes(backend) ? [] : ['redis-waivers'];
      expect(violated(policies, 'advisory')).to.deep.equal(waivers);
    });
});
