import { Failure } from './failure.ts';

/** The one format that `--json` and `--format` ask for. Fails with `usage` where they ask for two. */
export function formatOf<Format extends string>(
  { json, format }: { json: boolean; format?: Format | 'json' },
  otherwise: Format,
): Format | 'json' {
  if (!json) return format ?? otherwise;
  if (format === undefined || format === 'json') return 'json';
  throw new Failure('usage', `--json and --format ${format} ask for two formats; leave one of them out.`);
}
