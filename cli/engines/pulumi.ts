import { delimiter, dirname } from 'node:path';
import type { EngineEvent as CliEvent, Stack } from '@pulumi/pulumi/automation/index.js';
import { undone } from '../../engine/deploy/undone.ts';
import type { DeployResult, PolicyPackSource } from '../../engine/events.ts';
import type { Project } from '../../engine/project/index.ts';
import { Failure } from '../failure.ts';
import type { Deployed, StackEngine, Watch } from './engine.ts';
import { watchMistakes } from './mistakes.ts';
import { openStack, said } from './pulumiCommand.ts';
import { PulumiRecorder } from './pulumiRecorder.ts';
import { fromExport } from './pulumiState.ts';

/**
 * The Pulumi CLI on PATH, against the backend the user is logged in to; passphrase, tokens and cloud credentials are the user's
 * environment. Its methods fail with `failed` where there is no CLI and with `not-deployed` where the backend has no such stack.
 */
export function pulumi(project: Project, stack: string, packs: PolicyPackSource[]): StackEngine {
  const judged = {
    policyPacks: packs.map(({ folder }) => folder),
    policyPackConfigs: packs.flatMap(({ configFile }) => configFile ?? []),
  };

  /** Runs one verb of the CLI; what it does comes back as events, what went wrong among them. */
  async function record(phase: Phase, watch: Watch, create: boolean): Promise<DeployResult> {
    const mistakes = watchMistakes();
    const recorder = new PulumiRecorder(watch.onEvent);
    const common = {
      onEvent: (event: CliEvent) => recorder.take(event),
      signal: watch.signal,
      color: 'never',
      suppressOutputs: true,
    } as const;
    try {
      const chosen = await openStack(project.root, stack, {
        create,
        env: environment(mistakes.nodeOption, packs.length > 0),
      });
      watch.onEvent({ kind: 'phase', phase });
      const failure = await settled(() => verbs[phase](chosen, common, judged));
      const deployed = phase === 'update' && !failure ? fromExport(await chosen.exportStack()) : undefined;
      return recorder.result(deployed, mistakes.read(), failure, watch.signal.aborted);
    } finally {
      mistakes.close();
    }
  }

  return {
    name: 'pulumi',
    preview: (watch) => record('preview', watch, false),
    async up(watch) {
      // The CLI's own `up` judges resource after resource: a violation may come when others are already made.
      const planned = await record('preview', watch, true);
      return planned.status === 'succeeded' ? await record('update', watch, false) : undone(planned);
    },
    destroy: (watch) => record('destroy', watch, false),
    read: () => read(project.root, stack),
  };
}

type Phase = 'preview' | 'update' | 'destroy';

type Options = NonNullable<Parameters<Stack['preview']>[0]>;
type Judged = Pick<Options, 'policyPacks' | 'policyPackConfigs'>;

const verbs: Record<Phase, (stack: Stack, options: Options, judged: Judged) => Promise<unknown>> = {
  preview: (stack, options, judged) => stack.preview({ ...options, ...judged }),
  update: (stack, options, judged) => stack.up({ ...options, ...judged }),
  destroy: (stack, options) => stack.destroy(options),
};

/** The CLI runs program, pack and plugin on the first `node` of PATH: this one, which can. */
function environment(nodeOption: string, judged: boolean): Record<string, string> {
  return {
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${nodeOption}`.trim(),
    PULUMI_SKIP_UPDATE_CHECK: '1',
    // The component warns by itself where no pack judges it.
    ...(judged ? { REDIS_HA_POLICY: 'served' } : {}),
  };
}

async function settled(run: () => Promise<unknown>): Promise<Error | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A stack that the backend does not know holds nothing. */
async function read(root: string, stack: string): Promise<Deployed | undefined> {
  try {
    const chosen = await openStack(root, stack, { create: false, env: {} });
    return fromExport(await chosen.exportStack());
  } catch (error) {
    if (!(error instanceof Failure)) throw new Failure('failed', said(String(error)));
    if (error.code === 'not-deployed') return undefined;
    throw error;
  }
}
