import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { inClear } from '../../components/configuration/inClear.ts';
import { readConfiguration } from '../../components/configuration/index.ts';
import { backends } from './backends.ts';

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function found(config: Record<string, unknown>, secretKeys: string[] = []) {
  const values = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, text(value)]));
  return inClear(values, secretKeys);
}

const paths = (config: Record<string, unknown>) => found(config).map(({ path }) => path);

describe('credentials in clear', () => {
  for (const key of [
    'digitalocean:token',
    'upstash:apiKey',
    'aws:secretKey',
    'redis-ha:password',
    'redis-ha:auth_token',
    'redis-ha:ADMIN_PASSWORD',
    'other:db-passphrase',
    'other:credential',
    'other:credentials',
    'azure:accountKey',
    'other:private.key',
  ])
    it(`are told by a key that says so, in any namespace: ${key}`, () => {
      expect(paths({ [key]: 'correct horse' })).to.deep.equal([key]);
    });

  it('are found however deep they stand, with the command that sets them', () => {
    const config = { 'redis-ha:instances': { main: { migrateFrom: [{ password: 'correct horse' }] } } };
    expect(found({ 'upstash:apiKey': 'x' })[0]?.reason).to.match(
      /pulumi config set --secret 'upstash:apiKey'$/,
    );
    const [problem] = found(config);
    expect(problem?.path).to.equal('redis-ha:instances.main.migrateFrom[0].password');
    expect(problem?.reason).to.include(
      "pulumi config set --secret --path 'redis-ha:instances.main.migrateFrom[0].password'",
    );
  });

  for (const [what, value] of Object.entries({
    'a URL with a password': 'rediss://default:hunter2@example.org:6379',
    'a private key': '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
    'an AWS access key': 'AKIAIOSFODNN7EXAMPLE',
    'a token of DigitalOcean': `dop_v1_${'0a'.repeat(32)}`,
    'a token of GitHub': `ghp_${'a1'.repeat(18)}`,
    'a token of GitHub, the newer kind': `github_pat_${'a1'.repeat(25)}`,
    'a token of Pulumi': `pul-${'0a'.repeat(20)}`,
    'a signed token': 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w',
  }))
    it(`are told by their look, whatever the key: ${what}`, () => {
      const [problem] = found({ 'redis-ha:tags': { note: value } });
      expect(problem).to.include({ path: 'redis-ha:tags.note' });
      expect(problem?.reason).to.include(what.split(',')[0]);
    });

  it('are not what only has to do with them', () => {
    expect(
      paths({
        'redis-ha:bindings': [{ kind: 'aws-secrets-manager', name: 'redis/prod' }],
        'redis-ha:kubernetes': { imagePullSecrets: ['registry'], passwords: { use: 2, alsoAccept: 1 } },
        'redis-ha:encryption': { kmsKeyId: 'arn:aws:kms:eu-central-1:123456789012:key/1' },
        'redis-ha:password': '',
        'aws:region': 'eu-central-1',
        'app:url': 'https://example.org:8443/path@2x',
        'app:hint': 'Write redis://user:password@host, not rediss.',
        'app:branch': 'ghp_short github_pat_short eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.short',
        'app:blankPassword': '   ',
        'app:hasToken': true,
        'app:monkey': 'x',
      }),
    ).to.deep.equal([]);
  });

  it('may be numbers', () => {
    expect(paths({ 'redis-ha:password': 12345678 })).to.deep.equal(['redis-ha:password']);
    expect(paths({ 'app:url': 'h2c://user:hunter2@example.org' })).to.deep.equal(['app:url']);
  });

  it('are fine where the stack keeps them as secrets', () => {
    expect(found({ 'digitalocean:token': 'correct horse' }, ['digitalocean:token'])).to.deep.equal([]);
  });

  it('are refused with the configuration, and never quoted, by whatever else is wrong with the key', () => {
    const passwords = fc.stringMatching(/^[A-Za-z]{12,30}$/);
    fc.assert(
      fc.property(passwords, (password) => {
        const url = `redis://:${password}@example.org`;
        for (const key of ['version', 'backend', 'engine', 'nonsense', 'maintenanceWindow', 'zones']) {
          const values = {
            'redis-ha:backend': 'local',
            [`redis-ha:${key}`]: url,
            'redis-ha:password': password,
          };
          const { problems = [] } = readConfiguration({ values, secretKeys: [] }, backends, (value) => value);
          expect(problems.map(({ path }) => path)).to.include.members([
            `redis-ha:${key}`,
            'redis-ha:password',
          ]);
          expect(JSON.stringify(problems)).not.to.include(password);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('stand in no stack file of this repository', async () => {
    const root = new URL('../../', import.meta.url);
    const files = (await readdir(root)).filter((name) => /^Pulumi\..+\.yaml$/.test(name));
    expect(files).not.to.be.empty;
    for (const file of files) {
      const { config } = parse(await readFile(new URL(file, root), 'utf8'));
      expect(found(config), file).to.deep.equal([]);
    }
  });
});
