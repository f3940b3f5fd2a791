// What runs in a pod: writes to an instance until it is told to stop, and tells of it on its output, a line of JSON each time.
// Its first line of input is an Order, the second one ends it.

import { createInterface } from 'node:readline/promises';
import { fromEnv } from '../../../../client/env/index.ts';
import { writeHere } from './here.ts';
import type { OpenWriter, Order } from './writing.ts';

const tellEveryMs = 100;

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { module, env }: Order = JSON.parse((await lines.next()).value ?? '{}');
const { open }: { open?: OpenWriter } = module === undefined ? {} : await import(module);
const writing = writeHere({ connection: fromEnv(env ?? process.env) }, open);
const telling = setInterval(() => {
  const { acked, node, ackedAt } = writing;
  tell({ acked, node, ackedAt });
}, tellEveryMs);
// Whoever wrote the first line may be gone: then the input is at its end.
await lines.next();
clearInterval(telling);
tell(await writing.stop(), () => process.exit(0));

function tell(what: object, told?: () => void): void {
  process.stdout.write(`${JSON.stringify(what)}\n`, told);
}
