#!/usr/bin/env node
// Plain JavaScript, so that any Node can read it and say what is missing. The command itself is TypeScript
// that Node strips; where this Node is too old for that, the project's own Node 24 runs it instead.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../engine/children/cacheFolder.js';

const home = fileURLToPath(new URL('../../', import.meta.url));
const packages = join(home, 'node_modules');
const ownNode = join(packages, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

// Whatever this command or a child of it writes, the compiled code too, is for this user alone.
process.umask(0o077);

if (!existsSync(join(packages, 'commander'))) {
  stop(`redis-ha: its packages are not installed; run "make setup" (or "npm ci") in ${home}`);
} else if (stripsTypes(process.versions.node)) {
  keepCompiledCode();
  const { main } = await import('../index.ts');
  process.exitCode = await main(process.argv.slice(2));
} else if (existsSync(ownNode)) {
  become(ownNode);
} else {
  stop(
    `redis-ha: needs Node 22.18 or later, this is ${process.versions.node}; run "make setup" in ${home} to get Node 24 beside it`,
  );
}

/** Since when Node runs TypeScript without a flag: https://nodejs.org/api/typescript.html */
function stripsTypes(version) {
  const [major, minor] = version.split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/** Children inherit it: the program, the policy server and the next run all start from compiled code. */
function keepCompiledCode() {
  const folder = process.env.NODE_COMPILE_CACHE ?? cacheFolder(home);
  if (folder === undefined) return;
  process.env.NODE_COMPILE_CACHE = folder;
  module.enableCompileCache(folder);
}

function stop(sentence) {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ error: { code: 'setup', message: sentence, details: {} } }, null, 2));
  } else {
    console.error(sentence);
  }
  process.exitCode = 2;
}

/** Runs the same command on another Node, as if it were this process: its streams, signals and exit code. */
function become(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`redis-ha: ${node} does not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
  });
}
