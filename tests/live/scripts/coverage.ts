#!/usr/bin/env node
// Which branches of the pods' scripts the tests beside this never take. `npm run test:scripts:coverage`, minutes; needs bash.
//
// The scripts are copied with every branch on a line of its own, and the copies run under bash, which writes down each line it
// comes to. What no test came to is printed. Not here: whether a branch did the right thing, which the tests say.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Lines that hold no command of their own. */
const structure = /^\s*(then|else|fi|done.*|do|esac|\{|\}.*|;;|[a-z_]+\(\) \{|[^(]*\))?\s*(;;)?$/;

const root = path.resolve(import.meta.dirname, '../../..');
const scripts = path.join(root, 'providers/kubernetes/scripts');
const folder = await mkdtemp(path.join(tmpdir(), 'redis-ha-coverage-'));
const traces = path.join(folder, 'traces');

try {
  const names = (await readdir(scripts)).filter((name) => name.endsWith('.sh'));
  for (const name of names)
    await writeFile(path.join(folder, name), apart(await readFile(path.join(scripts, name), 'utf8')));
  await writeFile(
    path.join(folder, 'trace'),
    `exec 9>>"${traces}"; BASH_XTRACEFD=9; PS4='+\${BASH_SOURCE}:\${LINENO}: '; set -x\n`,
  );
  const tests = (await readdir(import.meta.dirname))
    .filter((name) => name.endsWith('.test.ts') && name !== 'text.test.ts')
    .map((name) => path.join(import.meta.dirname, name));
  const mocha = spawn('mocha', tests, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, HA_SCRIPTS: folder, HA_TRACE: path.join(folder, 'trace') },
  });
  const [code] = await once(mocha, 'exit');
  const taken = await takenIn(traces);
  let [left, all] = [0, 0];
  for (const name of names) {
    const lines = (await readFile(path.join(folder, name), 'utf8')).split('\n');
    const commands = commandsIn(lines);
    const missed = commands.filter((line) => !taken.has(`${name}:${line}`));
    all += commands.length;
    left += missed.length;
    // A branch alone, `return 1`, says little: with the line before it.
    for (const line of missed)
      console.log(`${name}: ${lines[line - 2]?.trim()}  →  ${lines[line - 1]?.trim()}`);
  }
  const commands = `${all} commands in ${names.length} scripts`;
  console.log(
    left === 0
      ? `Every branch was taken: ${commands}.`
      : `Of ${commands}, ${left} were never come to, those above.`,
  );
  if (code !== 0) console.log('Tests failed, see above: what they would have come to is missing.');
  process.exitCode = left === 0 && code === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** A script with what follows `then`, `else`, `do`, a pattern, `&&` or `||` on a line of its own. */
function apart(text: string): string {
  return text
    .split('\n')
    .map((line) => (isPlain(line) ? line : apartLine(line)))
    .join('\n');
}

/** Not a comment, and nothing of a text in quotes or a document that only looks like one. */
function isPlain(line: string): boolean {
  return /^\s*#/.test(line) || !/(; (then|do|else) | else |; fi|; done|\) .*;;|&& |\|\| )/.test(line);
}

function apartLine(line: string): string {
  return line
    .replace(/; (then|do) (?=\S)/g, '; $1\n')
    .replace(/; else (?=\S)/g, '\nelse\n')
    .replace(/; (fi|done|esac)\b/g, '\n$1')
    .replace(/^(\s*case .* in) (?=\S)/, '$1\n')
    .replace(/^(\s*\(?[^\s()]?[^()]*\)) (?=[^;]*;;)/, (whole, pattern) =>
      isPattern(pattern) ? `${pattern}\n` : whole,
    )
    .replace(/ ?;; (?=\S)/g, '\n;;\n')
    .replace(/ (&&|\|\|) (?!:)(?=[a-z[{])/g, ' $1\n');
}

function isPattern(text: string): boolean {
  return /^\s*[^$]*\)$/.test(text) && !text.includes('(');
}

/** Line by line: the traces of all tests are more than a string can hold. */
async function takenIn(traces: string): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const line of createInterface(createReadStream(traces))) {
    const [, file = '', number] = /^\++(\S+):(\d+): /.exec(line) ?? [];
    if (number !== undefined) found.add(`${path.basename(file)}:${number}`);
  }
  return found;
}

/** Numbers of the lines that hold a command of their own. */
function commandsIn(lines: readonly string[]): number[] {
  const found: number[] = [];
  let document: string | undefined;
  let quotes = 0;
  lines.forEach((line, i) => {
    if (document !== undefined) {
      if (line === document) document = undefined;
      return;
    }
    const isWithin = quotes % 2 === 1 || /\\$/.test(lines[i - 1] ?? '');
    quotes += (line.replace(/^\s*#.*/, '').match(/(?<!\\)"/g) ?? []).length;
    document = /<<([A-Z]+)/.exec(line)?.[1];
    if (!isWithin && !/^\s*#/.test(line) && !structure.test(line)) found.push(i + 1);
  });
  return found;
}
