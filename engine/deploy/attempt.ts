import type { DeployOptions, DeployResult } from '../events.ts';
import { ProjectError } from '../project/index.ts';
import { messageOf, Report } from './report.ts';

/** What goes wrong before anything has begun (no project, a stack that is locked, a wrong passphrase) is a result too. */
export async function attempt(
  options: DeployOptions,
  run: () => Promise<DeployResult>,
): Promise<DeployResult> {
  try {
    return await run();
  } catch (error) {
    const report = new Report(options.onEvent);
    report.error({ message: messageOf(error) });
    const { steps, policies, errors } = report;
    const counts = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
    const status = error instanceof ProjectError ? 'misconfigured' : 'failed';
    return { status, steps, counts, policies, outputs: {}, resources: [], errors, changed: false };
  }
}
