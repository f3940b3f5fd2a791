import type { Names } from '../plan/index.ts';
import type { Judge } from '../policy/index.ts';
import type { ResourceState } from '../state/index.ts';
import type { Failure } from './failure.ts';
import type { Journal } from './journal.ts';
import type { Providers } from './providers.ts';
import type { Report } from './report.ts';
import type { Semaphore } from './semaphore.ts';

/** What everything that happens in one pass shares. */
export interface Pass {
  /** Nothing is touched: providers say what would come out. */
  preview: boolean;
  /** The state's resources by URN, without those that only wait for their deletion. */
  olds: ReadonlyMap<string, ResourceState>;
  names: Names;
  journal: Journal;
  providers: Providers;
  judge: Promise<Judge>;
  report: Report;
  failure: Failure;
  steps: Semaphore;
}

export function oldsByUrn(resources: readonly ResourceState[]): Map<string, ResourceState> {
  return new Map(
    resources.filter((resource) => !resource.delete).map((resource) => [resource.urn, resource]),
  );
}
