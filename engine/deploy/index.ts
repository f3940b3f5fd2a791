// One deployment from its options to its result: passes, steps, the journal, and who is asked what in which order.
// Not here: decisions that need no effect (plan/), the wire (monitor/, provider/), the file (state/).
// inputErrors.ts is preloaded into the program's process, never imported.
export { destroy } from './destroy.ts';
export { preview } from './preview.ts';
export { readDeployment } from './readDeployment.ts';
export { up } from './up.ts';
