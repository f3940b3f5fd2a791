import { X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { RedisCredentials } from '../../../providers/credentials/index.ts';
import { types } from '../../../providers/credentials/types.ts';
import type { Call, Values } from '../../../providers/protocol.ts';

const provider = new RedisCredentials();

function call(type: string, preview = false): Call {
  const signal = new AbortController().signal;
  return { urn: `urn::${type}`, type, name: 'main', preview, signal, progress() {} };
}

type Generations = Record<string, Record<string, string>>;

describe('redis-credentials', () => {
  const inputs = { instance: 'main', users: ['application', 'replication'], use: 1 };

  async function made(): Promise<Values> {
    return (await provider.create(call(types.passwords), inputs)).outputs;
  }

  /** The outputs after a change of the inputs. */
  async function changed(outputs: Values, news: Values, preview = false): Promise<Values> {
    return provider.update(call(types.passwords, preview), 'id', inputs, outputs, news);
  }

  it('makes a password of its own for everyone, and tells none in a preview', async () => {
    const generations = (await made()).generations as Generations;
    const all = Object.values(generations['1'] ?? {});
    expect(new Set(all)).to.have.property('size', 2);
    for (const password of all) expect(password).to.match(/^[\w-]{43}$/);
    const preview = await provider.create(call(types.passwords, true), inputs);
    expect(preview.outputs).not.to.have.property('generations');
  });

  it('keeps a password through every change that does not ask for another one', async () => {
    const before = await made();
    const after = await changed(before, { ...inputs, users: [...inputs.users, 'metrics'] });
    const [old, now] = [before.generations, after.generations] as Generations[];
    expect(now?.['1']).to.include(old?.['1']);
    expect(Object.keys(now?.['1'] ?? {})).to.have.length(3);
  });

  it('rotates: a second generation beside the first, then in use, then alone', async () => {
    const one = await made();
    const two = await changed(one, { ...inputs, alsoAccept: 2 });
    const three = await changed(two, { ...inputs, use: 2, alsoAccept: 1 });
    const four = await changed(three, { ...inputs, use: 2 });
    const [a, b, c, d] = [one, two, three, four].map((outputs) => outputs.generations as Generations);
    expect(b?.['1']).to.deep.equal(a?.['1']);
    expect(c).to.deep.equal(b);
    expect(d).to.deep.equal({ '2': b?.['2'] });
    expect(b?.['2']?.application).not.to.equal(b?.['1']?.application);
  });

  it('previews what is known: nothing is unknown unless a password has yet to be made', async () => {
    const before = await changed(await made(), { ...inputs, alsoAccept: 2 });
    expect(await changed(before, { ...inputs, use: 2 }, true)).to.have.property('generations');
    expect(await changed(before, { ...inputs, use: 3 }, true)).not.to.have.property('generations');
  });

  it('opens what the state keeps wrapped', async () => {
    class Wrapped {
      readonly value: Values[string];
      constructor(value: Values[string]) {
        this.value = value;
      }
    }
    const before = await made();
    const state = { ...before, generations: new Wrapped(before.generations ?? null) } as unknown as Values;
    expect((await changed(state, inputs)).generations).to.deep.equal(before.generations);
  });

  it('issues a certificate that its authority signed for the names, and keeps both', async () => {
    const names = { instance: 'main', dns: ['*.main-data.redis.svc.cluster.local'], ip: ['127.0.0.1'] };
    const { outputs } = await provider.create(call(types.certificate), names);
    const certificate = new X509Certificate(String(outputs.certificate));
    const authority = new X509Certificate(String(outputs.ca));
    expect(certificate.verify(authority.publicKey)).to.equal(true);
    expect(certificate.checkHost('main-data-0.main-data.redis.svc.cluster.local')).not.to.equal(undefined);
    expect(certificate.checkHost('elsewhere.example.org')).to.equal(undefined);
    const diff = await provider.diff(call(types.certificate), 'id', names, outputs, names);
    expect(diff.changes).to.equal('none');

    const more = { ...names, dns: [...names.dns, 'localhost'] };
    const renewed = await provider.update(call(types.certificate), 'id', names, outputs, more);
    expect(renewed.ca).to.equal(outputs.ca);
    expect(renewed.certificate).not.to.equal(outputs.certificate);
  });

  it('renews a certificate that is damaged or near its end', async () => {
    const names = { instance: 'main', dns: ['localhost'], ip: [] };
    const { outputs } = await provider.create(call(types.certificate), names);
    const damaged = { ...outputs, certificate: 'none' };
    const diff = await provider.diff(call(types.certificate), 'id', names, damaged, names);
    expect(diff).to.deep.include({ changes: 'some', diffs: ['certificate'] });
  });
});
