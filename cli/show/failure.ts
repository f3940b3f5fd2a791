import { ProjectError } from '../../engine/project/projectError.ts';
import { type Exit, Failure } from '../failure.ts';
import { colorsOf } from './colors.ts';

/** Tells what went wrong: a sentence for a mistake, the stack too for a bug; one document with `--json`. */
export function report(error: unknown, json: boolean): Exit {
  const known = isSentence(error);
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof ProjectError ? 'configuration' : 'failed';
  const failure = error instanceof Failure ? error : new Failure(code, message);
  if (json) {
    const stack = known || !(error instanceof Error) ? {} : { stack: error.stack };
    process.stdout.write(
      `${JSON.stringify({ error: { code: failure.code, message, details: { ...failure.details, ...stack } } }, null, 2)}\n`,
    );
    return failure.exit;
  }
  const colors = colorsOf(process.stderr);
  process.stderr.write(`${colors.red('redis-ha:')} ${message}\n`);
  if (!known && error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`);
  return failure.exit;
}

/**
 * Errors of this project are plain Errors that speak to the person. What a language or a system call throws (a TypeError, an
 * ENOENT) was not foreseen, and only its stack says where it came from.
 */
function isSentence(error: unknown): boolean {
  if (error instanceof Failure || error instanceof ProjectError) return true;
  return error instanceof Error && Object.getPrototypeOf(error) === Error.prototype && !('code' in error);
}
