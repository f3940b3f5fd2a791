import { withoutArguments } from '../sentinel/wire/within.ts';

/**
 * An error of ioredis carries the command that failed, with its arguments, and so does the text of a server that does not know it:
 * of AUTH and HELLO these are the password. Whoever logs the error would log it.
 */
export function redact(error: Error): Error {
  const command: unknown = Reflect.get(error, 'command');
  if (typeof command === 'object' && command !== null) Reflect.set(command, 'args', []);
  error.message = withoutArguments(error.message);
  if (error.stack !== undefined) error.stack = withoutArguments(error.stack);
  return error;
}
