import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import type { DrillReport } from '../../../cli/drill/types.ts';
import type { InstanceStatus } from '../../../providers/backend.ts';
import { until } from '../../local/until.ts';
import { Cluster, missing, valkeyImage } from './cluster/index.ts';
import {
  bindingName,
  deployWrong,
  Instance,
  operatorOf,
  Project,
  small,
  stack,
  tell,
  tellDrill,
  tellTrial,
  writeDuring,
  wrongs,
} from './instance/index.ts';
import { Applications, applicationImage } from './writing/index.ts';

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

describe('redis-ha drill, failover and status against a cluster, from outside', function () {
  this.timeout(900_000);
  if (reason) {
    it(reason);
    return;
  }
  let cluster: Cluster;
  let project: Project;
  /** Of instances that cannot start. */
  let wrong: Project;
  let instance: Instance;
  let applications: Applications;
  /** Of somebody who may do no more than the documentation says is needed. */
  let kubeconfig: string;
  before(async () => {
    cluster = await Cluster.start();
    // First, since nothing of it ever runs: what is wrong is known by the time it is asked for.
    wrong = await deployWrong(cluster);
    project = await Project.make(namespace);
    const { objects, connection } = await project.render({
      image: valkeyImage.name,
      ...small,
    });
    instance = new Instance(cluster, 'main', namespace, connection);
    await instance.apply(objects);
    await instance.ready();
    const image = await applicationImage();
    applications = await Applications.start(cluster, image, { namespace, secret: bindingName });
    kubeconfig = path.join(project.folder, 'kubeconfig');
    await operatorOf(cluster, namespace, kubeconfig);
  });
  beforeEach(() => instance.ready());
  after(async () => {
    await instance?.close();
    await Promise.all([project, wrong].map((each) => each?.remove()));
    cluster?.stop();
  });

  for (const [fault, most] of losses)
    it(`drill --fault ${fault} loses nothing and leaves the instance healthy`, () => drill(fault, most));

  it('drill --fault node takes the machine away by the command that was given, and brings it back', async () => {
    const ended = new AbortController();
    const owner = obey(ended.signal);
    await drill('node', 10, ...['--node-down', order('down'), '--node-up', order('up')]);
    ended.abort();
    await owner;
    expect(await cluster.readyNodes()).to.have.length(cluster.nodes.length);
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

  for (const [name, { says }] of Object.entries(wrongs))
    it(`status says in a sentence why nothing starts, and what to do: ${name}`, async () => {
      let problems: string[] = [];
      const isTold = async (): Promise<boolean> => {
        const { kubeconfig } = cluster;
        const ran = await wrong.run(['status', '--stack', stack, '--json'], { kubeconfig, mayFail: true });
        const { instances } = JSON.parse(ran.stdout) as { instances: InstanceStatus[] };
        problems = instances.find((each) => each.name === name)?.problems ?? [];
        return ran.exitCode === 4 && problems.some((problem) => says.test(problem));
      };
      await until(isTold, `it is told: ${says}`).catch(() => expect(problems.join('\n')).to.match(says));
      tell(problems.find((problem) => says.test(problem)) ?? '');
    });

  /** A drill from outside, while an application in a pod writes too. */
  async function drill(fault: string, most: number, ...options: string[]): Promise<void> {
    const primary = await instance.nodeOf((await instance.primary()).pod);
    const elsewhere = cluster.nodes.find(({ name }) => name !== primary)?.name ?? '';
    const [inside] = await writeDuring([await applications.write(elsewhere)], async () => {
      const words = ['drill', '--fault', fault, '--target-ms', '60000', '--json', ...options];
      const ran = await redisHa(words, true);
      // 4: the run was not ok, and says why.
      expect(ran.exitCode, ran.stdout + ran.stderr).to.be.oneOf([0, 4]);
      const [run] = (JSON.parse(ran.stdout) as DrillReport).runs;
      tellDrill(run);
      expect(run?.lost).to.be.at.most(most);
      expect(run?.recovery_ms).to.be.a('number');
    });
    if (inside) tellTrial('in a pod', inside);
    expect(inside?.lost, inside?.lostOnes.join('\n')).to.equal(0);
    await redisHa(['status']);
  }

  function fileOf(what: 'down' | 'up'): string {
    return path.join(project.folder, what);
  }

  /** A command that asks the owner of the machines, below, and waits until it is done. */
  function order(what: 'down' | 'up'): string {
    const file = fileOf(what);
    return `printf %s "$NODE" >'${file}.new' && mv '${file}.new' '${file}' && while [ -e '${file}' ]; do sleep 0.1; done`;
  }

  async function obey(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (const what of ['down', 'up'] as const) {
        const file = fileOf(what);
        if (!existsSync(file)) continue;
        const node = cluster.node(await readFile(file, 'utf8'));
        await (what === 'down' ? node.stop() : node.start());
        await rm(file);
      }
      await sleep(50);
    }
  }

  function redisHa([verb = '', ...options]: string[], mayFail = false) {
    return project.run([verb, '--stack', stack, ...options], { kubeconfig, mayFail });
  }
});
