import path from 'node:path';
import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import type { DrillReport } from '../../../cli/drill/types.ts';
import { Cluster, missing, valkeyImage } from './cluster/index.ts';
import { Instance, operatorOf, Project, stack } from './instance/index.ts';

const namespace = 'drill';
/**
 * How many acknowledged writes may be gone. Replication is asynchronous: what a primary acknowledges in the milliseconds before
 * it dies may not have left for a replica yet (tests/live/kubernetes/instance/trial.ts). A hand-over has no such moment.
 */
const losses = [
  ['kill', 10],
  ['freeze', 10],
  ['planned', 0],
  ['rolling', 0],
] as const;
const reason = missing();

describe('redis-ha drill and failover against a cluster, from outside', function () {
  this.timeout(900_000);
  if (reason) {
    it(reason);
    return;
  }
  let cluster: Cluster;
  let project: Project;
  let instance: Instance;
  /** Of somebody who may do no more than the documentation says is needed. */
  let kubeconfig: string;
  before(async () => {
    cluster = await Cluster.start();
    project = await Project.make(namespace);
    const { objects, connection } = await project.render({
      image: valkeyImage.name,
      resources: { cpu: '50m', memory: '256Mi', sentinelCpu: '20m' },
      storage: { size: '1Gi', sentinelSize: '1Gi' },
    });
    instance = new Instance(cluster, 'main', namespace, connection);
    await instance.apply(objects);
    await instance.ready();
    kubeconfig = path.join(project.folder, 'kubeconfig');
    await operatorOf(cluster, namespace, kubeconfig);
  });
  beforeEach(() => instance.ready());
  after(async () => {
    await instance?.close();
    await project?.remove();
    cluster?.stop();
  });

  for (const [fault, most] of losses)
    it(`drill --fault ${fault} loses nothing and leaves the instance healthy`, async () => {
      const ran = await redisHa(['drill', '--fault', fault, '--target-ms', '60000', '--json'], true);
      // 4: the run was not ok, and says why.
      expect(ran.exitCode, ran.stdout + ran.stderr).to.be.oneOf([0, 4]);
      const { runs } = JSON.parse(ran.stdout) as DrillReport;
      const [run] = runs;
      console.log(
        `        ${run?.acked} acknowledged, ${run?.lost} lost, ${run?.rejected} rejected; ` +
          `recovery ${run?.recovery_ms} ms, longest gap ${run?.gap_ms} ms; ${run?.problems.join(' ')}`,
      );
      expect(run?.lost).to.be.at.most(most);
      expect(run?.recovery_ms).to.be.a('number');
      await redisHa(['status']);
    });

  it('failover hands over to the server that was asked for', async () => {
    const { pod } = await instance.primary();
    const heir = (await instance.dataPods()).find((each) => each !== pod) ?? '';
    const { stdout } = await redisHa(['failover', '--yes', '--to', heir, '--json']);
    const done = JSON.parse(stdout) as { from: { name: string }; to: { name: string }; paused_ms: number };
    console.log(`        writes waited ${done.paused_ms} ms`);
    expect([done.from.name, done.to.name]).to.deep.equal([pod, heir]);
    expect((await instance.primary()).pod).to.equal(heir);
  });

  function redisHa([verb = '', ...options]: string[], mayFail = false) {
    return project.run([verb, '--stack', stack, ...options], { kubeconfig, mayFail });
  }
});
