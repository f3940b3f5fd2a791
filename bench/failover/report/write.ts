import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { between } from '../../../cli/show/marked.ts';
import { budget, comparison } from './markdown.ts';
import type { Results } from './results.ts';
import { targets } from './targets.ts';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const page = `${docs}failover.md`;

/** Writes docs/failover/NAME.json, NAME.svg the parts of docs/failover.md that are marked with the name, and its targets anew. */
export async function writeDocs(name: string, results: Results): Promise<void> {
  const { summaries } = results;
  let text = await readFile(page, 'utf8');
  text = between(text, name, `${where(results)}\n\n${comparison(summaries)}`);
  if (text.includes(`<!-- begin ${name}-budget -->`))
    text = between(text, `${name}-budget`, budget(summaries));
  await mkdir(`${docs}failover`, { recursive: true });
  await writeFile(`${docs}failover/${name}.json`, `${JSON.stringify(results, null, 2)}\n`);
  text = between(text, 'targets', targets(await read('results'), await read('fifty')));
  // echarts is loaded only where a picture is wanted.
  const { plot } = await import('./plot.ts');
  await writeFile(`${docs}failover/${name}.svg`, plot(results));
  await writeFile(page, text);
}

async function read(name: 'results' | 'fifty'): Promise<Results> {
  return JSON.parse(await readFile(`${docs}failover/${name}.json`, 'utf8'));
}

function where({ command, date, machine }: Results): string {
  const { cores, node, server } = machine;
  return `\`${command}\`, ${date}, ${cores} cores, Node ${node}, ${server}:`;
}
