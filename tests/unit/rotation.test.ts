import { expect } from 'chai';
import { describe, it } from 'mocha';
import { edit } from '../../cli/rotation.ts';

const file = `# A stack.
config:
  redis-ha:backend: elasticache
  redis-ha:version: "8.0" # in quotes
  redis-ha:elasticache:
    nodeType: cache.t4g.small
`;

const several = `config:
  redis-ha:backend: elasticache
  redis-ha:instances:
    main: {}
    cache:
      elasticache:
        auth: {use: 3}
    side:
      backend: kubernetes
`;

describe('a rotation in a stack file', () => {
  it('names the next generation and the one before, then the new one alone', () => {
    const begun = edit(file, undefined);
    expect(begun.generations).to.deep.equal({ use: 2, alsoAccept: 1 });
    const ended = edit(begun.text, undefined);
    expect(ended.generations).to.deep.equal({ use: 2 });
    expect(ended.text).not.to.contain('alsoAccept');
    expect(edit(ended.text, undefined).generations).to.deep.equal({ use: 3, alsoAccept: 2 });
  });

  it('leaves the rest of the file as it was', () => {
    const { text } = edit(file, undefined);
    expect(text).to.equal(`${file}    auth:\n      use: 2\n      alsoAccept: 1\n`);
  });

  it('changes a file with comments in its numbers alone', () => {
    const commented = `${file}    auth:
      mode: token
      use: 1 # since May
    # parameters:
    logs: {slow: true}
  # the end
`;
    const begun = edit(commented, undefined).text;
    expect(begun).to.equal(commented.replace('use: 1 ', 'use: 2\n      alsoAccept: 1 '));
    expect(edit(begun, undefined).text).to.equal(commented.replace('use: 1 ', 'use: 2 '));
  });

  it('changes one of several instances, and asks which', () => {
    expect(edit(several, 'cache').generations).to.deep.equal({ use: 4, alsoAccept: 3 });
    expect(edit(several, 'main').text).to.match(/main:\s*\{?\s*elasticache/);
    expect(() => edit(several, undefined)).to.throw('choose with --instance: main, cache, side');
  });

  it('refuses an instance that is not on ElastiCache', () => {
    expect(() => edit(several, 'side')).to.throw('this one is on kubernetes');
    expect(() => edit('config:\n  redis-ha:backend: local\n', undefined)).to.throw('this one is on local');
  });
});
