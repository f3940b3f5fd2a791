import { resolve } from 'node:path';
import type { PolicyResult } from '../../engine/events.ts';
import {
  judgeState,
  PolicyConfigError,
  type ResourceState,
  readExported,
  StateError,
} from '../../engine/index.ts';
import type { Project } from '../../engine/project/index.ts';
import { chooseEngine, stateFolderOf } from '../engines/index.ts';
import { exits, Failure } from '../failure.ts';
import { formatOf } from '../format.ts';
import type { CommonOptions } from '../options.ts';
import { type PolicyPackOptions, policyPacksOf } from '../policyPacks.ts';
import { openProject, requireStack } from '../project.ts';
import { colorsOf } from '../show/index.ts';
import { policyReport } from '../show/policyReport.ts';
import { policyText } from '../show/preview.ts';

export interface PolicyOptions extends CommonOptions, PolicyPackOptions {
  format?: 'table' | 'json' | 'sarif' | 'junit';
  file?: string;
}

/** Judges what is deployed. Exit 3 where a mandatory rule is violated. */
export async function policy({ file, ...options }: PolicyOptions): Promise<number> {
  const { stack } = options;
  const format = formatOf(options, 'table');
  const project = await openProject();
  await requireStack(project, stack);
  const policyPacks = policyPacksOf(options, project.root);
  const resources = await resourcesOf(project, options, file);
  const results = await judged(
    { root: project.root, stack, stateFolder: stateFolderOf(project.root, stack), policyPacks, onLine },
    resources,
  );
  process.stdout.write(
    format === 'table'
      ? `${policyText(colorsOf(process.stdout), results)}\n`
      : policyReport(format, stack, results),
  );
  return results.some(isRefused) ? exits.refused : exits.done;
}

async function resourcesOf(
  project: Project,
  options: CommonOptions,
  file: string | undefined,
): Promise<readonly ResourceState[]> {
  if (file !== undefined) return await asUsage(() => readExported(resolve(file)));
  const deployed = await (await chooseEngine(options, project)).read();
  if (deployed && deployed.resources.length > 0) return deployed.resources;
  throw new Failure(
    'not-deployed',
    `Stack ${options.stack} is not up, so there is nothing to judge; see what would be with: npx redis-ha preview --stack ${options.stack}`,
  );
}

async function judged(...given: Parameters<typeof judgeState>): Promise<PolicyResult[]> {
  return await asUsage(() => judgeState(...given));
}

/** What a person gave and can mend is told as a sentence. */
async function asUsage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StateError) throw new Failure('usage', error.message);
    if (error instanceof PolicyConfigError) throw new Failure('configuration', error.message);
    throw error;
  }
}

function isRefused({ state, level }: PolicyResult): boolean {
  return state === 'violation' && level === 'mandatory';
}

function onLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
