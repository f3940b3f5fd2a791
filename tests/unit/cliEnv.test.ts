import { execFileSync } from 'node:child_process';
import { parseEnv } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { toDotenv } from '../../cli/env/dotenv.ts';
import { toShell } from '../../cli/env/shell.ts';
import { variablesOf } from '../../cli/env/variables.ts';
import { Secret } from '../../engine/wire/value.ts';

const pem = '-----BEGIN CERTIFICATE-----\nMIIB+z/=\n-----END CERTIFICATE-----\n';

/** What a password may hold: every printable character, the awkward ones often. */
const value = fc.string({
  unit: fc.oneof(
    fc.constantFrom("'", '"', '`', '\\', '$', '#', '=', ' ', '\n', '!', '\\n', '*', 'ä'),
    fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
  ),
});
const name = fc.stringMatching(/^REDIS_[A-Z]{1,8}$/);

describe('env --format shell', () => {
  it('gives every value back when sh reads it', () => {
    fc.assert(
      fc.property(fc.dictionary(name, value, { minKeys: 1, maxKeys: 4 }), (variables) => {
        const script = `${toShell(variables)}exec "$0" -e 'console.log(JSON.stringify(process.env))'`;
        const read = JSON.parse(
          execFileSync('sh', ['-c', script, process.execPath], { env: {}, encoding: 'utf8' }),
        );
        for (const [key, expected] of Object.entries(variables)) expect(read[key]).to.equal(expected);
      }),
      { numRuns: 25 },
    );
  });
});

describe('env --format dotenv', () => {
  it('gives every value back when Node reads it, or refuses what no quoting holds', () => {
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 4 }), (variables) => {
        const values = Object.values(variables);
        const impossible = values.some(
          (text) => ["'", '`'].every((q) => text.includes(q)) && /["\\]/.test(text),
        );
        if (impossible) expect(() => toDotenv(variables)).to.throw(/--format shell/);
        else expect(parseEnv(toDotenv(variables))).to.deep.equal({ ...variables });
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves plain values bare, for readers that know no quotes', () => {
    expect(toDotenv({ REDIS_SENTINELS: '127.0.0.1:26380,127.0.0.1:26381' })).to.equal(
      'REDIS_SENTINELS=127.0.0.1:26380,127.0.0.1:26381\n',
    );
  });

  it('keeps a certificate on one line', () => {
    const text = toDotenv({ REDIS_TLS_CA: pem });
    expect(text.trimEnd().split('\n')).to.have.length(1);
    expect(parseEnv(text)).to.deep.equal({ REDIS_TLS_CA: pem });
  });
});

describe('the variables of a deployment', () => {
  it('come out in clear, whatever of them is secret', () => {
    const variables = variablesOf({
      env: new Secret({ REDIS_PORT: '6380', REDIS_PASSWORD: new Secret('s3') }),
    });
    expect(variables).to.deep.equal({ REDIS_PORT: '6380', REDIS_PASSWORD: 's3' });
  });

  it('are missed with a sentence when the program never exported them', () => {
    expect(() => variablesOf({})).to.throw(/exports no "env"/);
  });
});
