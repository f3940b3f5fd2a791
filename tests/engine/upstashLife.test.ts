import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { argumentsOf, Life } from './life.ts';

const args = argumentsOf('upstash', { primaryRegion: 'eu-central-1', prodPack: true }, { purpose: 'cache' });

describe('a stack on simulated Upstash, from beginning to end', function () {
  this.timeout(120_000);
  let life: Life;
  before(async () => {
    life = await Life.begin();
  });
  after(() => life.end());

  it('is made as it was previewed, and then there is nothing left to do', async () => {
    const steps = await life.beginsAsPreviewed(args());
    expect(steps).to.include.members(['create main', 'create main-database']);
  });

  it('orders TLS in so many words, and eviction for a cache', () => {
    const { inputs } = life.resource('main-database');
    expect(inputs).to.deep.include({ tls: true, eviction: true, region: 'global', prodPack: true });
  });

  it('hands out one URL with TLS', () => {
    const connection = life.connection;
    const { outputs } = life.resource('main-database');
    expect(connection.topology).to.equal('standalone');
    expect(connection.url).to.equal(`rediss://default:${outputs.password}@${outputs.endpoint}:6379`);
  });

  it('is read from elsewhere, keeps everything and gives the Prod Pack up, all in place', async () => {
    const changes = { purpose: 'durable', encryption: { atRest: false } };
    const ownChanges = { prodPack: false, readRegions: ['us-east-1'], budget: 100 };
    const before = life.connection;
    const steps = (await life.up(args(changes, ownChanges))).filter((step) => !step.endsWith(' main'));
    expect(steps).to.deep.equal(['update main-database']);
    expect(life.connection.url).to.equal(before.url);
  });

  it('refuses in the preview what the service would refuse', async () => {
    const [status, ...wrong] = await life.preview(args({}, { readRegions: ['eu-north-1'] }));
    expect(status).to.equal('failed');
    expect(wrong.join()).to.contain('readRegions[0]').and.contain('eu-west-1');
  });

  it('refuses to lose its data to another region, and lets them go when that is meant', async () => {
    const [status, ...wrong] = await life.preview(args({}, { primaryRegion: 'us-east-1' }));
    expect(status).to.equal('failed');
    expect(wrong.join()).to.contain('upstash.readRegions').and.contain('allowReplacement');
    const meant = await life.up(args({ allowReplacement: true }, { primaryRegion: 'us-east-1' }));
    expect(meant).to.include('replace main-database');
  });

  it('goes', async () => {
    expect(await life.destroy()).to.include('delete main-database');
  });
});
