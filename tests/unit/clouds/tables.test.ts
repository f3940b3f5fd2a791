// The framework of the simulated clouds, with a cloud of its own.

import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  exclusive,
  type ResourceTable,
  requires,
  TableProvider,
} from '../../../engine/clouds/tables/index.ts';
import { connectProvider } from '../../../engine/provider/index.ts';
import { serveProvider } from '../../../engine/provider/serve.ts';
import { type PropertyMap, Secret, unknown } from '../../../engine/wire/value.ts';

const source = 'a test';

const disk: ResourceTable = {
  type: 'cloud:index:Disk',
  rows: {
    name: { kind: 'text', autoName: { max: 20 }, replaces: true, source },
    size: { kind: 'number', whole: true, min: 1, max: 64, required: true, source },
    speed: { kind: 'text', allowed: ['slow', 'fast'], default: 'slow', source },
    key: { kind: 'text', min: 4, form: { says: 'no slash', fits: (text) => !text.includes('/') }, source },
    keyId: { kind: 'text', source },
    encrypted: { kind: 'boolean', source },
    labels: { kind: 'map', of: { kind: 'text', max: 5 }, max: 2, source },
    mounts: {
      kind: 'list',
      of: { kind: 'object', fields: { path: { kind: 'text', required: true }, only: { kind: 'boolean' } } },
      max: 2,
      source,
    },
  },
  rules: [exclusive(['key', 'keyId'], source), requires('key', 'encrypted', source)],
  changes: [
    {
      source,
      reads: ['size'],
      judge: ({ size: before }, { size: after }) =>
        Number(after) < Number(before) ? { refused: 'A disk does not shrink.' } : undefined,
    },
    {
      source,
      reads: ['speed'],
      judge: ({ speed: before }, { speed: after }) =>
        before === 'fast' && after === 'slow' ? { replaces: ['speed'] } : undefined,
    },
  ],
  id: ({ digits }) => `disk-${digits(8)}`,
  outputs: {
    path: { value: ({ id }) => `/dev/${id}`, source },
    blocks: { value: ({ inputs }) => Number(inputs.size) * 1000, follows: ['size'], source },
  },
};

const cloud = () =>
  new TableProvider({
    name: 'cloud',
    version: '1.0.0',
    resources: { [disk.type]: async () => disk },
    functions: {
      'cloud:index:getZone': async () => ({
        token: 'cloud:index:getZone',
        source,
        rows: { id: { kind: 'text', required: true, source } },
        result: ({ id }) => ({ id: String(id), zone: 'a' }),
      }),
    },
  });

const call = (preview = false, name = 'data') => ({
  urn: `urn:pulumi:s::p::${disk.type}::${name}`,
  type: disk.type,
  name,
  preview,
  signal: new AbortController().signal,
  progress() {},
});

async function failuresOf(inputs: PropertyMap): Promise<string[]> {
  const { failures } = await cloud().check(call(), {}, inputs);
  return failures.map(({ property, reason }) => `${property}: ${reason}`);
}

describe('a cloud from tables: judging', () => {
  const wrong: [string, PropertyMap, string][] = [
    ['a missing property', {}, 'size: Is missing and has no default.'],
    ['a wrong kind', { size: '3' }, 'size: Expected a whole number, given "3".'],
    ['too much', { size: 65 }, 'size: Expected a whole number from 1 to 64, given 65.'],
    ['half of one', { size: 1.5 }, 'size: Expected a whole number, given 1.5.'],
    ['another word', { size: 1, speed: 'quick' }, 'speed: Expected slow or fast, given "quick".'],
    ['an unknown property', { size: 1, colour: 'red' }, 'colour: There is no such property; there are '],
    [
      'a map with too many keys',
      { size: 1, labels: { a: '', b: '', c: '' } },
      'labels: Expected at most 2 keys, given 3.',
    ],
    [
      'a value in a map',
      { size: 1, labels: { a: 'longer' } },
      'labels.a: Expected at most 5 characters, given "longer".',
    ],
    ['a part of an element', { size: 1, mounts: [{ path: '/' }, {}] }, 'mounts[1].path: Is missing.'],
    [
      'two that exclude each other',
      { size: 1, encrypted: true, key: 'long', keyId: 'k' },
      'keyId: Conflicts with key: give one of them.',
    ],
    ['one without the other', { size: 1, key: 'long' }, 'key: Needs encrypted as well.'],
    ['one whose other is off', { size: 1, key: 'long', encrypted: false }, 'key: Needs encrypted as well.'],
  ];
  for (const [what, inputs, sentence] of wrong)
    it(`refuses ${what}`, async () => {
      const failures = await failuresOf(inputs);
      expect(failures).to.have.length(1);
      expect(failures[0]).to.contain(sentence);
    });

  it('takes what is right, and a null as nothing given', async () => {
    const inputs = { size: 4, keyId: null, labels: { a: 'b' }, mounts: [{ path: '/', only: true }] };
    expect(await failuresOf(inputs)).to.deep.equal([]);
  });

  it('does not judge what is not known yet, alone or with others', async () => {
    const inputs = { size: unknown, key: 'long', encrypted: unknown, mounts: [{ path: unknown }] };
    expect(await failuresOf(inputs)).to.deep.equal([]);
  });

  it('never repeats a secret', async () => {
    const failures = await failuresOf({ size: 1, encrypted: true, key: new Secret('s/cret') });
    expect(failures).to.deep.equal(['key: Expected no slash.']);
  });

  it('refuses a type and a function that it has no table for, and says what to do', async () => {
    const strange = { ...call(), type: 'cloud:index:Tape' };
    const refused = await cloud()
      .check(strange, {}, {})
      .catch((error: Error) => error.message);
    expect(refused).to.contain('no resource type cloud:index:Tape').and.to.contain('--engine pulumi');
    const unasked = await cloud()
      .invoke('cloud:index:getMoon', {})
      .catch((error: Error) => error.message);
    expect(unasked).to.contain('no function cloud:index:getMoon');
  });
});

describe('a cloud from tables: names', () => {
  it('makes one up, says the same in preview and update, and keeps it', async () => {
    const [first, second] = await Promise.all([
      cloud().check(call(), {}, { size: 1 }),
      cloud().check(call(true), {}, { size: 1 }),
    ]);
    expect(first.inputs.name)
      .to.match(/^data-[0-9a-f]{7}$/)
      .and.to.equal(second.inputs.name);
    const again = await cloud().check(call(), first.inputs, { size: 2 });
    expect(again.inputs.name).to.equal(first.inputs.name);
  });

  it('makes another one up for what takes the place of the old', async () => {
    const provider = cloud();
    const { inputs } = await provider.check(call(), {}, { size: 1 });
    await provider.check(call(), inputs, { size: 2 });
    const replacement = await provider.check(call(), {}, { size: 2 });
    expect(replacement.inputs.name).not.to.equal(inputs.name);
  });

  it('stays within the length that the service allows', async () => {
    const { inputs } = await cloud().check(call(false, 'a-very-long-name-indeed'), {}, { size: 1 });
    expect(inputs.name).to.have.length(20);
  });
});

describe('a cloud from tables: changes', () => {
  const old: PropertyMap = {
    name: 'data-1',
    size: 2,
    speed: 'fast',
    key: new Secret('long'),
    encrypted: true,
  };
  const diff = (change: PropertyMap) => cloud().diff(call(), 'id', old, {}, { ...old, ...change });

  it('knows nothing, an update and a replacement apart', async () => {
    expect(await diff({})).to.deep.equal({ changes: 'none' });
    expect(await diff({ key: 'long' }), 'only less secret').to.deep.equal({ changes: 'none' });
    expect(await diff({ size: 3 })).to.deep.equal({ changes: 'some', diffs: ['size'], replaces: [] });
    expect(await diff({ name: 'data-2' })).to.deep.include({ replaces: ['name'] });
    expect(await diff({ name: unknown }), 'not known').to.deep.include({ replaces: ['name'] });
    expect(await diff({ speed: 'slow' }), 'by a rule').to.deep.include({ replaces: ['speed'] });
  });

  it('takes a default for what is left out', async () => {
    const provider = cloud();
    const slow = { name: 'data-1', size: 2 };
    expect(await provider.diff(call(), 'id', slow, {}, { ...slow, speed: 'slow' })).to.deep.equal({
      changes: 'none',
    });
  });

  it('refuses an update that the service does not do, in preview and for real', async () => {
    for (const preview of [true, false]) {
      const refused = await cloud()
        .update(call(preview), 'id', old, {}, { ...old, size: 1 })
        .catch((error: Error) => error.message);
      expect(refused).to.equal('A disk does not shrink.');
    }
  });
});

describe('a cloud from tables: what comes back', () => {
  const inputs = { name: 'data-1', size: 2, key: new Secret('long'), encrypted: true };

  it('is unknown in a preview where only the service can say it', async () => {
    const { id, outputs } = await cloud().create(call(true), inputs);
    expect(id).to.equal('');
    expect(outputs).to.deep.equal({ ...inputs, speed: 'slow', path: unknown, blocks: unknown });
  });

  it('has ids, defaults and secrets, the same each time', async () => {
    const [one, two] = [await cloud().create(call(), inputs), await cloud().create(call(), inputs)];
    expect(one).to.deep.equal(two);
    expect(one.outputs).to.deep.equal({ ...inputs, speed: 'slow', path: `/dev/${one.id}`, blocks: 2000 });
  });

  it('stays through an update unless it follows what changed', async () => {
    const { id, outputs } = await cloud().create(call(), inputs);
    const larger = { ...inputs, size: 3 };
    const announced = await cloud().update(call(true), id, inputs, outputs, larger);
    expect(announced).to.deep.include({ path: `/dev/${id}`, blocks: unknown });
    const done = await cloud().update(call(), id, inputs, outputs, larger);
    expect(done).to.deep.include({ path: `/dev/${id}`, blocks: 3000, size: 3 });
  });
});

describe('a cloud from tables: on the wire', () => {
  it('answers as a provider server, functions too', async () => {
    const served = await serveProvider(cloud());
    const client = connectProvider(served.address);
    const subject = { urn: call().urn, type: disk.type, name: 'data' };
    try {
      await client.configure({ ...subject, id: 'id' }, {});
      const { inputs, failures } = await client.check(subject, {}, { size: 70 });
      expect(inputs.name).to.be.a('string');
      expect(failures.map(({ property }) => property)).to.deep.equal(['size']);
      const announced = await client.create(subject, { name: 'a', size: 1 }, { preview: true });
      expect(announced.outputs.path).to.equal(unknown);
      expect(await client.invoke('cloud:index:getZone', { id: 'x' })).to.deep.equal({
        result: { id: 'x', zone: 'a' },
        failures: [],
      });
      expect((await client.invoke('cloud:index:getZone', {})).failures).to.have.length(1);
    } finally {
      client.close();
      await served.stop();
    }
  });
});
