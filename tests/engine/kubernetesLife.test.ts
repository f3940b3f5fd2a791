// A stack on Kubernetes from its first deployment to its end, as `render` goes through it: on a cluster that is simulated.

import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { Life } from './life.ts';

type Changes = Record<string, unknown>;
const argsOf = (kubernetes: Changes = {}, changes: Changes = {}): Changes => ({
  backend: 'kubernetes',
  ...changes,
  kubernetes: { context: 'nowhere', ...kubernetes },
});

describe('a life on Kubernetes', function () {
  this.timeout(300_000);
  let life: Life;
  before(async () => {
    life = await Life.begin();
    const steps = await life.up(argsOf());
    expect(steps).to.include.members(['create main-data', 'create main-sentinel', 'create main-guard']);
  });
  after(() => life.end());

  it('grows by replicas, and is nothing new the second time', async () => {
    const grown = argsOf({}, { replicas: 4 });
    expect(await life.up(grown)).to.include('update main-data');
    expect(await life.preview(grown)).to.deep.equal([]);
    await life.up(argsOf());
  });

  it('takes snapshots out of the cluster by an account of their own, on no volume that stays', async () => {
    const steps = await life.preview(argsOf({ objectStore: { bucket: 'redis-backups' } }));
    expect(steps).to.include.members([
      'create main-snapshots',
      'update main-snapshots',
      'delete main-snapshots',
    ]);
  });

  const refused: [what: string, changed: Changes, property: string, instead: RegExp][] = [
    [
      'larger volumes',
      argsOf({ storage: { size: '20Gi' } }),
      'kubernetes.storage.size',
      /delete statefulset main-data --cascade=orphan/,
    ],
    [
      'larger volumes that nobody asked for',
      argsOf({}, { memoryGb: 4 }),
      'kubernetes.storage.size',
      /where memoryGb has changed it, write it out/,
    ],
    [
      'larger volumes of the Sentinels',
      argsOf({ storage: { sentinelSize: '2Gi' } }),
      'kubernetes.storage.sentinelSize',
      /delete statefulset main-sentinel --cascade=orphan/,
    ],
    [
      'another storage class',
      argsOf({ storage: { className: 'fast' } }),
      'kubernetes.storage.className',
      /delete statefulset main-data main-sentinel --cascade=orphan/,
    ],
    ['no volumes at all', argsOf({}, { purpose: 'cache' }), 'purpose', /Deploy a second instance/],
    ['another namespace', argsOf({ namespace: 'other' }), 'kubernetes.namespace', /would begin there, empty/],
  ];
  for (const [what, changed, property, instead] of refused)
    it(`refuses in the preview: ${what}`, async () => {
      const [status, ...wrong] = await life.preview(changed);
      expect(status).to.equal('failed');
      const sentence = wrong.find((each) => each.startsWith(property));
      expect(sentence, wrong.join('\n')).to.match(instead);
      expect(sentence).to.contain('Set allowReplacement to true to have every server deleted at once');
    });

  it('shows the replacement when that is meant, and does it', async () => {
    const meant = argsOf({ storage: { size: '20Gi' } }, { allowReplacement: true });
    const replacement = ['delete-replaced main-data', 'create-replacement main-data'];
    expect(await life.preview(meant)).to.include.members(replacement);
    expect(await life.up(meant)).to.include.members(replacement);
    // What is so now is what is guarded next.
    expect(await life.preview(argsOf({ storage: { size: '20Gi' } }))).not.to.include('failed');
  });
});
