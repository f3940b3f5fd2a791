// Loaded into the program's process before the program (--import). It tells the engine of input property errors by their type:
// the SDK's runner sends only their text. The report goes to the file named in this module's own URL, to be read by inputReport.ts.
import { appendFileSync } from 'node:fs';
import type { InputProblem } from './inputReport.ts';

const file = new URL(import.meta.url).searchParams.get('report');
// One error surfaces once for every promise that waited for it.
const seen = new Set<unknown>();

// The SDK catches both kinds itself, after these.
process.on('uncaughtExceptionMonitor', report);
process.on('unhandledRejection', report);

function report(error: unknown): void {
  const found = seen.has(error) ? [] : problemsOf(error);
  seen.add(error);
  if (file === null || found.length === 0) return;
  appendFileSync(file, `${JSON.stringify(found)}\n`, { mode: 0o600 });
}

/** By the SDK's own marks, which hold for every copy of it that a process may have loaded. */
function problemsOf(error: unknown): InputProblem[] {
  if (typeof error !== 'object' || error === null) return [];
  if ('__pulumiInputPropertyError' in error) return problem(error);
  if (!('__pulumiInputPropertiesError' in error) || !('errors' in error) || !Array.isArray(error.errors))
    return [];
  const each = error.errors.flatMap((one: unknown) => problem(one));
  if (each.length > 0) return each;
  return 'message' in error ? [{ property: '', reason: String(error.message) }] : [];
}

function problem(error: unknown): InputProblem[] {
  if (typeof error !== 'object' || error === null || !('propertyPath' in error) || !('reason' in error))
    return [];
  return [{ property: String(error.propertyPath), reason: String(error.reason) }];
}
