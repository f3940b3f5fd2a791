import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputPropertiesError } from '@pulumi/pulumi/errors.js';
import { Analyzer } from '@pulumi/pulumi/provider/experimental/analyzer.js';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { RedisHAArgs } from '../../components/args/index.ts';
import { RedisHA } from '../../components/redisHa.ts';

function errorOf(name: string, args: RedisHAArgs): InputPropertiesError {
  try {
    new RedisHA(name, args);
  } catch (error) {
    if (InputPropertiesError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('RedisHA', () => {
  it('refuses wrong arguments with one error that names them all', () => {
    const { errors, message } = errorOf('main', { backend: 'local', zones: 3, purpose: 'sessions' });
    expect(errors.map(({ propertyPath }) => propertyPath)).to.have.members(['zones', 'purpose']);
    for (const { propertyPath, reason } of errors) expect(message).to.contain(`${propertyPath}: ${reason}`);
    expect(message).to.match(/^RedisHA main has 2 problems:\n/);
  });

  it('spares the person who configured it the stack of our functions', () => {
    expect(errorOf('main', { backend: 'local', zones: 3 }).stack).to.equal('');
  });

  it('refuses a name that some backend could not take', () => {
    expect(errorOf('My_Redis', { backend: 'local' }).errors[0]).to.include({ propertyPath: 'name' });
  });

  it('can be used from every language of Pulumi', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const manifest = {
      ...JSON.parse(readFileSync(`${root}package.json`, 'utf8')),
      main: 'components/index.ts',
    };
    const { components } = new Analyzer(root, 'redis-ha', manifest, new Set(['RedisHA'])).analyze();
    expect(components.RedisHA?.outputs).to.have.keys('connection', 'env', 'guarantees');
    expect(components.RedisHA?.inputs).to.include.keys('backend', 'elasticache', 'waivers');
  });
});
