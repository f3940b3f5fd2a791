import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { readConfiguration } from '../../components/configuration/index.ts';
import { stackSchema } from '../../components/schema/index.ts';
import { backends } from '../../providers/index.ts';

const root = new URL('../../', import.meta.url);
const committed = JSON.parse(readFileSync(new URL('components/schema/stack.schema.json', root), 'utf8'));
const stacks = readdirSync(root).filter((file) => /^Pulumi\..+\.yaml$/.test(file));
const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(committed);

function problemsIn(stack: unknown): string[] {
  validate(stack);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

interface Described {
  description?: string;
  properties?: Record<string, Described>;
  items?: Described;
}

function undescribed(properties: Record<string, Described> = {}): string[] {
  return Object.entries(properties).flatMap(([name, { description, properties, items }]) => [
    ...(description ? [] : [name]),
    ...undescribed(properties ?? items?.properties),
  ]);
}

describe('schema of the stack files', () => {
  it('is up to date (else: npm run schema)', () => {
    expect(JSON.parse(JSON.stringify(stackSchema()))).to.deep.equal(committed);
  });

  it('describes every key', () => {
    expect(undescribed(committed.definitions.instance.properties)).to.deep.equal([]);
  });

  it('takes what Pulumi writes: numbers and truth in quotes, encrypted values, its own keys', () => {
    const written = {
      config: {
        'redis-ha:backend': 'elasticache',
        'redis-ha:replicas': '2',
        'redis-ha:protect': 'true',
        'redis-ha:encryption': { kmsKeyId: { secure: 'v1:abc' } },
        'redis-ha:instances': { main: null, cache: { purpose: 'cache', replicas: 1 } },
        'aws:region': 'eu-central-1',
      },
      encryptionsalt: 'v1:abc',
    };
    expect(problemsIn(written)).to.deep.equal([]);
  });

  for (const [what, key, value] of [
    ['an unknown key', 'redis-ha:replica', 2],
    ['an unknown key inside', 'redis-ha:encryption', { atRst: true }],
    ['a value that is not allowed', 'redis-ha:purpose', 'sessions'],
    ['a number out of range', 'redis-ha:replicas', 6],
    ['a wrong type', 'redis-ha:encryption', { atRest: 'yes' }],
    ['a waiver without a reason', 'redis-ha:waivers', [{ rule: 'redis-multi-az' }]],
    ['an unknown key of an instance', 'redis-ha:instances', { cache: { zone: 3 } }],
  ] as const)
    it(`marks ${what}`, () => {
      expect(problemsIn({ config: { 'redis-ha:backend': 'local', [key]: value } })).not.to.deep.equal([]);
    });
});

describe('stack files', () => {
  it('are the five of the documentation', () => {
    expect(stacks).to.have.members(
      ['local', 'dev', 'staging', 'prod', 'edge'].map((name) => `Pulumi.${name}.yaml`),
    );
  });

  for (const file of stacks) {
    const text = readFileSync(new URL(file, root), 'utf8');

    it(`${file} names the schema and fits it`, () => {
      expect(text.split('\n')[0]).to.equal(
        '# yaml-language-server: $schema=./components/schema/stack.schema.json',
      );
      expect(problemsIn(parse(text))).to.deep.equal([]);
    });

    it(`${file} is understood`, () => {
      const { config } = parse(text) as { config: Record<string, unknown> };
      const values = Object.fromEntries(
        Object.entries(config).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      );
      const { problems = [] } = readConfiguration({ values, secretKeys: [] }, backends, (value) => value);
      expect(problems).to.deep.equal([]);
    });
  }

  it('local keeps its waivers for good', () => {
    const { config } = parse(readFileSync(new URL('Pulumi.local.yaml', root), 'utf8')) as {
      config: Record<string, { until?: string }[]>;
    };
    expect(config['redis-ha:waivers']).to.not.be.empty;
    for (const waiver of config['redis-ha:waivers'] ?? []) expect(waiver).not.to.have.property('until');
  });
});
