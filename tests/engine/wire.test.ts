import { expect } from 'chai';
import fc from 'fast-check';
import structPb from 'google-protobuf/google/protobuf/struct_pb.js';
import { describe, it } from 'mocha';
import { containsSecret, containsUnknown, equal, withoutSecrets } from '../../engine/wire/inspect.ts';
import { fromStruct, fromValue, toStruct } from '../../engine/wire/struct.ts';
import {
  Asset,
  type PropertyMap,
  type PropertyValue,
  ResourceReference,
  Secret,
  unknown,
} from '../../engine/wire/value.ts';

const sig = '4dabf18193072939515e22adb298388d';
const secretSig = '1b47061264138c4ac30d75fd1eb44270';
const outputSig = 'd0e6a833031e9bbcd3f4e8bde6ca49a4';
const urn = 'urn:pulumi:s::p::a:b:C::n';

/** Over the wire as bytes, as gRPC does it. */
function sent(map: PropertyMap, o?: Parameters<typeof toStruct>[1]): PropertyMap {
  return fromStruct(structPb.Struct.deserializeBinary(toStruct(map, o).serializeBinary()));
}

function plain(json: Parameters<typeof structPb.Value.fromJavaScript>[0]): PropertyValue {
  return fromValue(structPb.Value.fromJavaScript(json));
}

// google-protobuf keeps map keys in a plain object, where this one means something else.
const key = fc.string({ unit: 'binary' }).filter((text) => text !== '__proto__' && text !== sig);

const values = fc.letrec<{ value: PropertyValue; map: PropertyMap }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.constant(unknown),
    fc.constantFrom(new ResourceReference(urn), new ResourceReference(urn, 'id', '1.2.3')),
    fc.constantFrom(new ResourceReference(urn, unknown)),
    fc.constant(new Asset({ [sig]: 'c44067f5952c0a294b673a41bacd8c17', text: 'x', hash: 'h' })),
    fc.array(tie('value')),
    tie('map'),
    tie('value').map((value) => (value instanceof Secret ? value : new Secret(value))),
  ),
  map: fc.dictionary(key, tie('value')),
}));

describe('values on the wire', () => {
  it('come back as they went, whatever they are', () => {
    fc.assert(fc.property(values.map, (map) => expect(sent(map)).to.deep.equal(map) !== undefined));
  });

  it('carry no secret mark to a receiver that does not know it', () => {
    fc.assert(
      fc.property(values.map, (map) => {
        const received = sent(map, { keepSecrets: false });
        expect(received).to.deep.equal(withoutSecrets(map));
        expect(containsSecret(received)).to.equal(false);
      }),
    );
  });

  it('turn resource references into ids, or URNs, for a receiver that does not know them', () => {
    const map = { a: new ResourceReference(urn, 'the-id'), b: new ResourceReference(urn) };
    expect(sent(map, { keepResources: false })).to.deep.equal({ a: 'the-id', b: urn });
  });

  it('leave out what is undefined, and keep a hole in a list as null', () => {
    const holes = JSON.parse('[1]') as PropertyValue[];
    holes.length = 2;
    const map = { there: 1, list: holes } as PropertyMap;
    Object.assign(map, { absent: undefined });
    expect(sent(map)).to.deep.equal({ there: 1, list: [1, null] });
  });

  it('refuse a number that no state could hold, and name the property', () => {
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => toStruct({ deep: [{ size: number }] })).to.throw('“size”');
      expect(() => plain({ size: number })).to.throw('“size”');
    }
  });

  it('know every form of an unknown', () => {
    for (const uuid of [
      '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
      '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
      '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
      '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
      '030794c1-ac77-496b-92df-f27374a8bd58',
      'e48ece36-62e2-4504-bad9-02848725956a',
      'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
    ]) {
      expect(plain(uuid)).to.equal(unknown);
    }
  });

  it('read output values: known, secret, unknown', () => {
    const output = (fields: Record<string, string | boolean>) => plain({ [sig]: outputSig, ...fields });
    expect(output({ value: 'v', dependencies: 'dropped' })).to.equal('v');
    expect(output({ value: 'v', secret: true })).to.deep.equal(new Secret('v'));
    expect(output({})).to.equal(unknown);
    expect(output({ secret: true })).to.deep.equal(new Secret(unknown));
  });

  it('make one secret of a secret in a secret', () => {
    expect(plain({ [sig]: secretSig, value: { [sig]: outputSig, value: 'v', secret: true } })).to.deep.equal(
      new Secret('v'),
    );
  });

  it('refuse a signature that nobody knows and a secret without value', () => {
    expect(() => plain({ a: { [sig]: 'ffff' } })).to.throw('“a” carries the signature ffff');
    expect(() => plain({ a: { [sig]: secretSig } })).to.throw('“a” is a secret without its field “value”');
  });

  it('are equal to what they are equal to in Pulumi', () => {
    fc.assert(fc.property(values.value, (value) => equal(value, value)));
    expect(equal(new Secret('a'), 'a')).to.equal(false);
    expect(equal({ a: 1 }, { a: 1, b: null })).to.equal(false);
    expect(equal([1, 2], [1])).to.equal(false);
    expect(
      equal(new ResourceReference(urn, 'i', '1.0.0'), new ResourceReference(urn, 'i', '2.0.0')),
    ).to.equal(true);
    expect(equal(unknown, 'x')).to.equal(false);
  });

  it('tell of secrets and unknowns at any depth', () => {
    const inside = (value: PropertyValue) => ({ a: [{ b: new Secret([value]) }] });
    expect(containsUnknown(inside(unknown))).to.equal(true);
    expect(containsUnknown(inside('x'))).to.equal(false);
    expect(containsSecret(inside('x'))).to.equal(true);
    expect(containsUnknown(new ResourceReference(urn, unknown))).to.equal(true);
  });
});
