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
    const trace = known || !(error instanceof Error) ? {} : { trace: error.stack };
    process.stdout.write(
      `${JSON.stringify({ error: { code: failure.code, message, details: { ...failure.details, ...trace } } }, null, 2)}\n`,
    );
    return failure.exit;
  }
  const colors = colorsOf(process.stderr);
  process.stderr.write(`${colors.red('redis-ha:')} ${message}\n`);
  if (!known && error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`);
  return failure.exit;
}

/** What the language throws by itself. */
const bugs = [TypeError, RangeError, ReferenceError, SyntaxError, URIError, EvalError];

/**
 * Errors of this project, whatever their class, speak to the person. What the language or a system call throws (an ENOENT) was
 * not foreseen, and only its trace says where it came from.
 */
function isSentence(error: unknown): boolean {
  if (error instanceof Failure) return true;
  return error instanceof Error && !('code' in error) && !bugs.some((bug) => error instanceof bug);
}
