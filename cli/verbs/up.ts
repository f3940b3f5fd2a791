import { relative } from 'node:path';
import type { Connection } from '../../components/connection.ts';
import type { DeployResult } from '../../engine/events.ts';
import type { Project } from '../../engine/project/index.ts';
import { backendNames } from '../../providers/backend.ts';
import { configuredBackends } from '../configured.ts';
import { connectionsOf } from '../connections.ts';
import { ask, requireConsent } from '../consent.ts';
import { failureOf, watchDeployment } from '../deploy.ts';
import type { Opened } from '../deployed.ts';
import { chooseEngine, type StackEngine, simulationFolderOf } from '../engines/index.ts';
import { exits, Failure } from '../failure.ts';
import { type Hello, sayHello } from '../hello.ts';
import { ordered } from '../instances.ts';
import { findTarget, look } from '../look.ts';
import type { CommonOptions } from '../options.ts';
import { type PolicyPackOptions, policyPacksOf } from '../policyPacks.ts';
import { openProject, requireStack } from '../project.ts';
import { colorsOf, printJson, report, toDocument } from '../show/index.ts';
import { previewText } from '../show/preview.ts';
import { rehearsalText } from '../show/rehearsal.ts';
import { welcome } from '../show/welcome.ts';

export interface UpOptions extends CommonOptions, PolicyPackOptions {
  yes: boolean;
}

/** Deploys a stack and proves it: a table of its servers, one write and one read through the connection it emits. */
export async function up(options: UpOptions): Promise<number> {
  requireConsent('up', options);
  const { stack, json } = options;
  const project = await openProject();
  await requireStack(project, stack);
  if (options.simulate) await refuseServers(project, stack);
  else if (options.engine === 'embedded') await refuseClouds(project, stack);
  const packs = policyPacksOf(options, project.root);
  const engine = await chooseEngine(options, project, packs);
  if (!options.yes) await agree(engine, stack);

  const result = await watchDeployment(json, (watch) => engine.up(watch));
  if (options.simulate) return showRehearsal(options, project.root, result);
  const failure = failureOf('up', result) ?? (await prove({ project, deployed: result }, stack));
  if (json) {
    printJson(toDocument(stack, engine.name, result, failure instanceof Failure ? failure : undefined));
    return failure instanceof Failure ? failure.exit : exits.done;
  }
  return failure instanceof Failure ? report(failure, false) : await show(project, stack, result, failure);
}

/** The embedded engine only simulates clouds: an `up` that seems to work and makes nothing would be the worst of answers. */
async function refuseClouds(project: Project, stack: string): Promise<void> {
  const clouds = (await configuredBackends(project, stack)).filter(
    (backend) => backend !== 'local' && (backendNames as readonly string[]).includes(backend),
  );
  if (clouds.length === 0) return;
  const rendered = clouds.includes('kubernetes')
    ? `, or apply what this prints: npx redis-ha render --stack ${stack} --show-secrets`
    : '';
  throw new Failure(
    'usage',
    `Stack ${stack} deploys to ${clouds.join(' and ')}, which the embedded engine does not contact; deploy it with: ` +
      `npx redis-ha up --stack ${stack} --engine pulumi${rendered}. Add --simulate to rehearse it without a cloud.`,
  );
}

/** Only clouds are simulated: what runs on this machine would be started for real. */
async function refuseServers(project: Project, stack: string): Promise<void> {
  if (!(await configuredBackends(project, stack)).includes('local')) return;
  throw new Failure(
    'usage',
    `Stack ${stack} runs on this machine, which is not simulated: leave --simulate out, or name a stack of a cloud.`,
  );
}

/** Shows what would change and asks; fails where that is refused. */
async function agree(engine: StackEngine, stack: string): Promise<void> {
  const planned = await watchDeployment(false, (watch) => engine.preview(watch));
  const failure = failureOf('preview', planned);
  const text = previewText(colorsOf(process.stderr), stack, planned);
  process.stderr.write(text === '' ? '' : `${text}\n`);
  if (failure) throw failure;
  if (planned.changed && !(await ask(`Do this to stack ${stack}?`))) {
    throw new Failure('failed', 'Nothing was changed.');
  }
}

/** One write and one read to each instance; the failure where one is not answered. */
async function prove(opened: Opened, stack: string): Promise<Hello[] | Failure> {
  try {
    const hellos = await Promise.all(
      ordered(Object.entries(connectionsOf(opened.deployed)), ([name]) => name).map(([name, connection]) =>
        greet(opened, stack, name, connection),
      ),
    );
    return hellos.filter((hello) => hello !== undefined);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** By the way that its backend has from here, where it has one. */
async function greet(
  opened: Opened,
  stack: string,
  name: string,
  connection: Connection,
): Promise<Hello | undefined> {
  const { operations, deployment } = await findTarget(opened, stack, name);
  const reach = await operations.reach?.(deployment, name, new AbortController().signal);
  try {
    return await sayHello(name, connection, reach?.natMap);
  } finally {
    await reach?.close();
  }
}

/** What was rehearsed: nobody is there to write to. */
function showRehearsal({ stack, json }: UpOptions, root: string, result: DeployResult): number {
  const failure = failureOf('up', result);
  if (json) {
    printJson(toDocument(stack, 'simulated', result, failure));
    return failure?.exit ?? exits.done;
  }
  if (failure) return report(failure, false);
  const folder = relative(root, simulationFolderOf(root, stack));
  process.stdout.write(rehearsalText(colorsOf(process.stdout), { stack, folder, result }));
  return exits.done;
}

async function show(project: Project, stack: string, result: DeployResult, hellos: Hello[]): Promise<number> {
  const instances = await look({ project, deployed: result }, stack);
  process.stdout.write(welcome(colorsOf(process.stdout), { stack, result, instances, hellos }));
  return exits.done;
}
