// The same programs through this engine and through the real Pulumi CLI, where there is one on PATH.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { preview, readDeployment, up } from '../../engine/index.ts';
import { findPassphrase } from '../../engine/state/passphrase.ts';
import { openState } from '../../engine/state/stateFile.ts';
import { changing, comparable, logicalSteps, pick, plain, withoutZeros } from './comparable.ts';
import { firstVersion, secondVersion } from './fixtures/programs/everyKind.ts';
import { packFiles, testProject } from './fixtures/project.ts';
import type { TestCloud } from './fixtures/testProvider.ts';
import { pulumiCli, pulumiOnPath } from './pulumiCli.ts';

const policies = `[
  { name: 'small', description: 'small', enforcementLevel: 'mandatory',
    validateResource: (args, report) => { if (args.props.size > 1) report('too big'); } },
  { name: 'owned', description: 'owned', enforcementLevel: 'advisory',
    validateResource: (args, report) => { if (args.type === 'my:index:Pair') report('no owner'); } },
  { name: 'curious', description: 'curious', enforcementLevel: 'mandatory',
    validateResource: (args, report) => { if (args.props.from === 'nowhere') report('from nowhere'); } },
  { name: 'counts', description: 'counts', enforcementLevel: 'mandatory',
    validateStack: (args, report) => { if (args.resources.length > 3) report(args.resources.length + ' resources'); } },
]`;

describe('engine: agreement with the Pulumi CLI', () => {
  const project = testProject(firstVersion, packFiles('rules', policies));
  let cli: Awaited<ReturnType<typeof pulumiCli>>;

  before(async function () {
    if (!pulumiOnPath()) this.skip();
    // One passphrase for both, so that each can read the other's state.
    process.env.PULUMI_CONFIG_PASSPHRASE ??= 'passphrase of the tests';
    cli = await pulumiCli(project);
  });
  after(async () => {
    await cli?.stop();
    project.remove();
  });

  for (const [version, program] of [
    ['first', firstVersion],
    ['second', secondVersion],
  ] as const) {
    it(`plans and does the same for the ${version} version`, async () => {
      project.program(program);
      const [ours, theirs] = [
        await preview(project),
        JSON.parse(await cli.run(['preview', '--json', '--show-sames'])),
      ];
      expect(ours.status).to.equal('succeeded');
      expect(logicalSteps(ours.steps)).to.deep.equal(logicalSteps(theirs.steps));
      expect(withoutZeros(ours.counts)).to.deep.equal(pick(theirs.changeSummary, Object.keys(ours.counts)));

      project.cloud.calls.length = 0;
      cli.cloud.calls.length = 0;
      expect((await up(project)).status).to.equal('succeeded');
      await cli.run(['up', '--yes', '--skip-preview']);
      expect(realCalls(project.cloud)).to.deep.equal(realCalls(cli.cloud));

      const deployed = (await readDeployment(project))?.resources ?? [];
      const exported = JSON.parse(await cli.run(['stack', 'export', '--show-secrets']));
      expect(comparable(deployed)).to.deep.equal(comparable(exported.deployment.resources));
    });
  }

  it('gives the same verdicts', async () => {
    project.program(secondVersion.replace("'replaced', { fixed: 'b' }", "'replaced', { fixed: 'c' }"));
    const ours = await preview({ ...project, policyPacks: [{ folder: path.join(project.root, 'rules') }] });
    expect(ours.status).to.equal('refused');
    const log = path.join(project.root, 'events.json');
    await cli.run(['preview', '--policy-pack', 'rules', '--event-log', log], { mayFail: true });
    const events: { policyEvent?: { policyName: string; resourceUrn: string; enforcementLevel: string } }[] =
      readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    const theirs = events.flatMap(({ policyEvent: e }) =>
      e === undefined
        ? []
        : [`${e.policyName} ${e.enforcementLevel} ${e.policyName === 'counts' ? '' : e.resourceUrn}`],
    );
    const violations = ours.policies.filter(({ state }) => state === 'violation');
    expect(violations.map(({ rule, level, urn = '' }) => `${rule} ${level} ${urn}`).sort()).to.deep.equal(
      theirs.sort(),
    );
    expect(violations.map(({ rule }) => rule)).to.include.members(['small', 'owned', 'curious', 'counts']);
  });

  it('hands its state over, and takes theirs', async () => {
    project.program(secondVersion);
    const state = await openState(project.stateFolder, {
      project: 'engine-test',
      stack: 'dev',
      passphrase: await findPassphrase(project.stateFolder),
    });
    const exported = JSON.parse(await cli.run(['stack', 'export']));
    const file = path.join(project.root, 'ours.json');
    writeFileSync(file, JSON.stringify(await state.export()));
    await cli.run(['stack', 'import', '--file', file]);
    const theirs = JSON.parse(await cli.run(['preview', '--json']));
    expect(changing(theirs.steps)).to.deep.equal([]);

    await state.import(exported);
    const ours = await preview(project);
    expect(ours.status).to.equal('succeeded');
    expect(changing(ours.steps)).to.deep.equal([]);
  });
});

function realCalls({ calls }: TestCloud): string[] {
  return calls
    .filter(({ method, preview: dry }) => !dry && ['create', 'update', 'delete'].includes(method))
    .map(({ method, urn, inputs }) => `${method} ${urn} ${JSON.stringify(plain(inputs))}`)
    .sort();
}
