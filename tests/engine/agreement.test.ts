// The same programs through this engine and through the real Pulumi CLI, where there is one on PATH.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type DeployResult, preview, readDeployment, up } from '../../engine/index.ts';
import { findPassphrase } from '../../engine/state/passphrase.ts';
import type { ResourceState } from '../../engine/state/snapshot.ts';
import { openState } from '../../engine/state/stateFile.ts';
import { Secret } from '../../engine/wire/value.ts';
import { firstVersion, secondVersion } from './fixtures/programs/everyKind.ts';
import { packFiles, testProject } from './fixtures/project.ts';
import type { TestCloud } from './fixtures/testProvider.ts';
import { type PulumiCli, pulumiCli, pulumiOnPath } from './pulumiCli.ts';

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
  let cli: PulumiCli;

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

type Steps = { op: string; urn: string }[];

function changing(steps: Steps): string[] {
  return logicalSteps(steps).filter((step) => !/^(same|read) /.test(step));
}

/** The CLI's preview lists a replacement once; here it is three steps. */
function logicalSteps(steps: Steps): string[] {
  const parts = ['create-replacement', 'delete-replaced'];
  return steps.flatMap(({ op, urn }) => (parts.includes(op) ? [] : [`${op} ${urn}`])).sort();
}

function realCalls({ calls }: TestCloud): string[] {
  return calls
    .filter(({ method, preview: dry }) => !dry && ['create', 'update', 'delete'].includes(method))
    .map(({ method, urn, inputs }) => `${method} ${urn} ${JSON.stringify(plain(inputs))}`)
    .sort();
}

function withoutZeros(counts: DeployResult['counts']): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

function pick(record: Record<string, number>, keys: string[]): Record<string, number> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
}

/** What two deployments of the same program have in common: not ids and times. */
function comparable(resources: ResourceState[]): Record<string, unknown> {
  return Object.fromEntries(
    resources.map(({ urn, provider = '', id: _id, created: _created, modified: _modified, ...rest }) => [
      urn,
      plain({
        inputs: {},
        outputs: {},
        ...withoutOrigin(rest),
        provider: provider.slice(0, provider.lastIndexOf('::')),
        dependencies: [...(rest.dependencies ?? [])].sort(),
      }),
    ]),
  );
}

/** Where in the program a resource stands is of no use to this engine. */
function withoutOrigin(resource: object): object {
  return Object.fromEntries(
    Object.entries(resource).filter(([key]) => key !== 'sourcePosition' && key !== 'stackTrace'),
  );
}

const signatureKey = '4dabf18193072939515e22adb298388d';

/** Secrets of both kinds as `{secret}`: a Secret here, a signed object in the CLI's export. */
function plain(value: unknown): unknown {
  if (value instanceof Secret) return { secret: plain(value.value) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (signatureKey in value && 'plaintext' in value) return { secret: JSON.parse(String(value.plaintext)) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
