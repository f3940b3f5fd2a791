import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { DrillReport } from '../../../cli/drill/types.ts';
import { freePorts } from '../../conformance/ports.ts';
import { makeProject, type TestProject } from '../../engine/cliProject.ts';

interface Node {
  name: string;
  shard: number;
  slots?: number;
  up: boolean;
}

describe('drill and failover in a cluster, on real servers over TLS', () => {
  let project: TestProject;
  before(async () => {
    project = await makeProject();
    const [basePort, busBasePort] = await freePorts(25, 25);
    await project.configure('local', {
      'redis-ha:topology': 'cluster',
      'redis-ha:local': { basePort, busBasePort },
    });
    const { exitCode, stdout, stderr } = await project.run('up', '--yes');
    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.match(/Wrote and read one key in the cluster/);
  });
  after(async () => {
    await project.run('destroy', '--yes', '--purge');
    await project.remove();
  });

  const nodes = async () => (await project.json('status')).document.nodes as Node[];
  const leaders = async () => (await nodes()).filter(({ slots }) => slots).map(({ name }) => name);

  for (const fault of ['kill', 'planned', 'rolling']) {
    it(`${fault}: writers on every shard, none of their writes is lost`, async () => {
      // Not the profile's target: no test asserts a time.
      const { exitCode, document } = await project.json('drill', '--fault', fault, '--target-ms', '60000');
      const report = document as unknown as DrillReport;
      expect(exitCode, JSON.stringify(report.runs?.[0]?.problems ?? document)).to.equal(0);
      const [run] = report.runs;
      expect(report.writers).to.equal(6);
      expect(run).to.include({ lost: 0, rejected: 0, second_failover: false });
      if (fault !== 'rolling') expect(run?.to).to.not.equal(run?.from);
      expect((await nodes()).every(({ up }) => up)).to.equal(true);
    });
  }

  it('has no Sentinel to strike, and says what it has', async () => {
    const { exitCode, stderr } = await project.run('drill', '--fault', 'sentinel');
    expect(exitCode).to.equal(2);
    expect(stderr).to.match(
      /with topology cluster cannot do --fault sentinel; it can do kill, freeze, planned/,
    );
  });

  it('failover hands over the shard that is named, to the server that is named, or refuses', async () => {
    const before = await leaders();
    const { exitCode, document } = await project.json('failover', '--yes', '--to', 'shard-2');
    expect(exitCode).to.equal(0);
    const { from, to } = document as { from: Node; to: Node };
    expect(before).to.include(from.name);
    expect(to.name).to.match(/^server-2-/);
    expect(await leaders()).to.include(to.name);
    const back = await project.json('failover', '--yes', '--to', from.name);
    expect((back.document.to as Node).name).to.equal(from.name);
    const again = await project.run('failover', '--yes', '--to', from.name);
    expect(again.exitCode).to.equal(1);
    expect(again.stderr).to.match(new RegExp(`${from.name} is primary of shard 2 already`));
    const nobody = await project.run('failover', '--yes', '--to', 'shard-9');
    expect(nobody.stderr).to.match(
      /shard-9 cannot take over; the replicas are server-.*, the shards shard-1, shard-2/,
    );
  });
});
