import { Failure } from '../failure.ts';

/**
 * The variables as a dotenv file, one line each. Plain values stand bare, because `docker --env-file` takes quotes for part of
 * the value. Fails where no quoting of dotenv's can hold a value.
 */
export function toDotenv(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quote(name, value)}\n`)
    .join('');
}

/**
 * Single quotes and backticks hold everything but themselves; double quotes turn `\n` into a line end and know no other
 * escape (https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow). A carriage return is lost by Node's own reader.
 */
function quote(name: string, value: string): string {
  if (/^[\w.,:/@%+-]*$/.test(value)) return value;
  const single = value.includes("'") ? undefined : `'${value}'`;
  const double = /["\\]/.test(value) ? undefined : `"${value.replaceAll('\n', '\\n')}"`;
  const backtick = value.includes('`') ? undefined : `\`${value}\``;
  const quoted = value.includes('\n') ? (double ?? single ?? backtick) : (single ?? double ?? backtick);
  if (quoted !== undefined && !value.includes('\r')) return quoted;
  throw new Failure(
    'failed',
    `A dotenv file cannot hold the value of ${name}; use --format shell or --format json.`,
  );
}
