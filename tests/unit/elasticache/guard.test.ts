import { expect } from 'chai';
import { describe, it } from 'mocha';
import { RedisCredentials } from '../../../providers/credentials/index.ts';
import { type Fact, types } from '../../../providers/credentials/types.ts';

const provider = new RedisCredentials();

const call = (preview = false) => ({
  urn: 'urn',
  type: types.guard,
  name: 'main-guard',
  preview,
  signal: new AbortController().signal,
  progress() {},
});

const facts: Fact[] = [
  { property: 'port', value: '6379', instead: 'It would be replaced.' },
  { property: 'version', value: 800, instead: 'There is no way back.' },
];
const inputs = { instance: 'main', facts, allow: false };

function withFact(property: string, value: Fact['value'], allow = false) {
  return {
    ...inputs,
    allow,
    facts: facts.map((fact) => (fact.property === property ? { ...fact, value } : fact)),
  };
}

async function failures(news: ReturnType<typeof withFact>): Promise<string[]> {
  const answer = await provider.check(call(), inputs, news);
  return answer.failures.map(({ property, reason }) => `${property}: ${reason}`);
}

describe('the guard of what must not change', () => {
  it('refuses a change that loses the data, and says what to do', async () => {
    expect(await failures(withFact('port', '6380'))).to.deep.equal([
      'port: It would be replaced. Set allowReplacement to true to let the data go.',
    ]);
    expect(await failures(withFact('version', 702))).to.have.length(1);
  });

  it('lets pass what loses nothing, or may', async () => {
    expect(await failures(withFact('version', 801))).to.deep.equal([]);
    expect(await failures(withFact('port', '6380', true))).to.deep.equal([]);
    expect((await provider.check(call(), {}, inputs)).failures, 'the first time').to.deep.equal([]);
  });

  it('does not judge what is not known yet', async () => {
    const unknown = { kind: 'unknown' };
    Object.setPrototypeOf(unknown, { constructor: class Unknown {} });
    expect(await failures(withFact('port', unknown as never))).to.deep.equal([]);
  });

  it('gives digits that stay as long as the facts do', async () => {
    const announced = await provider.create(call(true), inputs);
    expect(announced.outputs).not.to.have.property('suffix');
    const { id, outputs } = await provider.create(call(), inputs);
    expect(outputs.suffix).to.match(/^[0-9a-f]{8}$/);
    const same = await provider.update(call(true), id, inputs, outputs, { ...inputs, allow: true });
    expect(same.suffix).to.equal(outputs.suffix);
    const moved = await provider.update(call(), id, inputs, outputs, withFact('port', '6380', true));
    expect(moved.suffix)
      .to.match(/^[0-9a-f]{8}$/)
      .and.not.equal(outputs.suffix);
  });
});
