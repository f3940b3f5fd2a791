// Preloaded into every child (--require=…): ends the child when the engine's end of file descriptor 3 closes.
// That is how the engine asks it to end, and what happens by itself when the engine dies hard. A policy
// server or provider never ends otherwise; standard input cannot serve, for nobody reads it there.
'use strict';
const { flushCompileCache } = require('node:module');
const { Socket } = require('node:net');

const patienceMs = 5000;

const engine = new Socket({ fd: 3 });
engine.on('error', end);
engine.on('close', end);
engine.resume();
engine.unref();

/**
 * By SIGTERM: a plugin may tidy up on it, and an interrupted program does not complain of the promises it
 * leaves.
 */
function end() {
  // A process that a signal ends does not write its compile cache by itself.
  flushCompileCache?.();
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs).unref();
}
