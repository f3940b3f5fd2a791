// What bench:preview measures beside our own stacks, and how it is written down.

export { plainTemplate } from './plain.ts';
export { ratios, writeDocs } from './report.ts';
