import { LocalWorkspace, type Stack } from '@pulumi/pulumi/automation/index.js';
import { Failure } from '../failure.ts';

export interface Opening {
  /** Make the stack in the backend where there is none. */
  create: boolean;
  /** For the CLI, on top of this process' environment. */
  env: Record<string, string>;
}

/** The stack as the CLI has it. Fails with `failed` without a CLI, with `not-deployed` without such a stack. */
export async function openStack(root: string, stackName: string, { create, env }: Opening): Promise<Stack> {
  const args = { stackName, workDir: root };
  const options = { workDir: root, envVars: env };
  try {
    if (create) return await LocalWorkspace.createOrSelectStack(args, options);
    return await LocalWorkspace.selectStack(args, options);
  } catch (error) {
    throw explain(error, stackName);
  }
}

function explain(error: unknown, stack: string): Failure {
  if (!(error instanceof Error)) return new Failure('failed', String(error));
  if (error.name === 'StackNotFoundError') {
    return new Failure(
      'not-deployed',
      `The Pulumi backend has no stack ${stack}; up makes it, or: pulumi stack init ${stack}`,
    );
  }
  if (error.message.includes('ENOENT')) {
    return new Failure(
      'failed',
      'There is no pulumi on PATH: install the Pulumi CLI (https://www.pulumi.com/docs/iac/download-install/) or leave --engine pulumi out.',
    );
  }
  return new Failure('failed', `pulumi does not open stack ${stack}: ${said(error.message)}`);
}

/** The CLI's own words: the Automation API puts them between its account of the call. */
export function said(message: string): string {
  return /stderr: ([\s\S]*?)\n *err\??:/.exec(message)?.[1]?.trim() || message;
}
