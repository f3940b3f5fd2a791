/**
 * An error of ioredis carries the command that failed, with its arguments: of AUTH and HELLO these are the password.
 * Whoever logs the error would log it.
 */
export function redact(error: Error): Error {
  const command: unknown = Reflect.get(error, 'command');
  if (typeof command === 'object' && command !== null) Reflect.set(command, 'args', []);
  return error;
}
