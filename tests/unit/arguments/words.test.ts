// The sentences that a person reads about a wrong argument.

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { nameReason } from '../../../components/validate/name.ts';
import { didYouMean, nearest } from '../../../components/validate/nearest.ts';
import { shape } from '../../../components/validate/shape.ts';
import { holding, problemsOf } from './judged.ts';

const reason = (path: string, value: unknown) => problemsOf(holding(path, value))[path];

describe('what is said of a wrong argument', () => {
  it('names what was given by its kind', () => {
    expect(reason('topology', null)).to.equal('Expected replicated or cluster, given nothing.');
    expect(reason('topology', ['x'])).to.equal('Expected replicated or cluster, given a list.');
    expect(reason('topology', { x: 1 })).to.equal('Expected replicated or cluster, given an object.');
    expect(reason('topology', true)).to.equal('Expected replicated or cluster, given true.');
    expect(reason('version', true)).to.equal('Expected text, given true.');
    expect(reason('protect', 'yes')).to.equal('Expected true or false, given "yes".');
    expect(reason('failover', null)).to.equal('Expected an object, given nothing.');
    expect(reason('waivers', 'x')).to.equal('Expected a list, given "x".');
    expect(reason('tags', ['x'])).to.equal('Expected an object of texts, given a list.');
  });

  it('asks for quotes where a number stands for text, as a version does', () => {
    expect(reason('version', 7.1)).to.equal('Expected text, given 7.1. Put it in quotes.');
  });

  it('says of what is missing what may stand there', () => {
    const problems = problemsOf({ backend: 'local', waivers: [{}] });
    expect(problems['waivers[0].rule']).to.equal(
      'Is missing and has no default. Choose a rule that docs/policies.md lists.',
    );
    expect(problems['waivers[0].reason']).to.equal('Is missing and has no default.');
  });

  it('knows a secret by its key, whatever it is in', () => {
    for (const key of ['password', 'Passwd', 'mySecret', 'token', 'credentials', 'redisAuth', 'auth'])
      expect(problemsOf({ backend: 'local', [key]: 'hunter2' })[key], key).to.match(
        /^There is no such argument. Pass/,
      );
    expect(problemsOf({ backend: 'local', author: 'x' }).author).not.to.contain('Passwords');
  });

  it('minds nothing that is not set', () => {
    expect(problemsOf({ backend: 'local', authToken: undefined, replica: undefined })).to.deep.equal({});
  });

  it('keeps what is right beside what is wrong', () => {
    const list = { kind: 'list', of: { kind: 'text' } } as const;
    expect(shape(['a', {}, 'b'], list, 'names')).to.deep.equal({
      sound: ['a', 'b'],
      problems: [{ path: 'names[1]', reason: 'Expected text, given an object.' }],
    });
    expect(shape('x', { kind: 'number' }, 'n').problems[0]?.reason).to.equal('Expected a number, given "x".');
  });
});

describe('the word that was meant', () => {
  it('is near enough, longer words further off', () => {
    expect(nearest('elsticahe', ['elasticache', 'local'])).to.equal('elasticache');
    expect(nearest('lokal', ['elasticache', 'local'])).to.equal('local');
    expect(nearest('lokai', ['elasticache', 'local'])).to.equal(undefined);
    expect(nearest('in_transit', ['atRest', 'inTransit'])).to.equal('inTransit');
    expect(nearest('fats', ['fast'])).to.equal('fast');
  });

  it('is none for nothing, and among none', () => {
    expect(nearest('', ['a'])).to.equal(undefined);
    expect(nearest('-', ['a'])).to.equal(undefined);
    expect(nearest('a', [])).to.equal(undefined);
    expect(didYouMean('zzz', ['fast'])).to.equal('');
  });
});

describe('the name of an instance', () => {
  it('is short, dashes counted', () => {
    expect(nameReason(`a${'-b'.repeat(11)}c`)).to.equal(undefined);
    expect(nameReason(`a${'-b'.repeat(12)}`)).to.contain('at most 24');
  });
});
