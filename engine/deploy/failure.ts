import type { DeployError } from '../events.ts';
import { DeploymentStopped } from '../monitor/index.ts';
import { messageOf, plain, type Report } from './report.ts';

/** The end of a pass before its time. The first failure ends it; steps that run are waited for, none begins. */
export class Failure {
  private readonly report: Report;
  private readonly controller = new AbortController();
  private failures = 0;
  private refusals = 0;
  interrupted = false;

  constructor(report: Report) {
    this.report = report;
  }

  /** Ends when nothing new may begin. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Something failed; a pass that is not stopped goes on to show what else there is. */
  get failed(): boolean {
    return this.failures > 0;
  }

  /** A mandatory policy is violated. */
  get refused(): boolean {
    return this.refusals > 0;
  }

  /** Reports an error and stops the pass. */
  stop(error: unknown, urn?: string): DeploymentStopped {
    if (error instanceof DeploymentStopped) return error;
    // Everything that waited for the same thing fails with it.
    const known = this.report.errors.some(({ message }) => message === plain(messageOf(error)));
    if (!known) this.note({ message: messageOf(error), ...(urn !== undefined && { urn }) });
    return this.halt();
  }

  /** Stops the pass for a reason that is reported already. */
  halt(): DeploymentStopped {
    this.controller.abort();
    return new DeploymentStopped();
  }

  /** Reports an error; the pass goes on. */
  note(error: DeployError): void {
    this.failures += 1;
    this.report.error(error);
  }

  /** Something failed that is reported already; the pass goes on. */
  fail(): void {
    this.failures += 1;
  }

  /** A mandatory violation, reported among the policy results. In an update nothing more is done. */
  refuse(o: { goOn: boolean }): void {
    this.refusals += 1;
    if (!o.goOn) this.controller.abort();
  }

  interrupt(): void {
    this.interrupted = true;
    this.controller.abort();
  }

  throwIfStopped(): void {
    if (this.controller.signal.aborted) throw new DeploymentStopped();
  }
}
