import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { between, markdownTable } from '../../cli/show/marked.ts';
import type { Result } from './account.ts';
import { faultRows, verdict, workloadRows } from './words.ts';

const page = fileURLToPath(new URL('../../docs/workloads.md', import.meta.url));

/** Puts a result between the marks of docs/workloads.md. */
export async function writeDocs(command: string, result: Result): Promise<void> {
  const cores = `${availableParallelism()} cores`;
  const text = [
    `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${cores}, Node ${process.versions.node}:`,
    verdict(result),
    ...[workloadRows(result), faultRows(result)].map(([head = [], ...rows]) => markdownTable(head, rows)),
  ].join('\n\n');
  await writeFile(page, between(await readFile(page, 'utf8'), 'soak', text));
}
