// Previews with one pack or another, timed in this process by the engine's own preview, and packs alone. Not here: how a table
// of it looks.
export { type Start, timeStarts } from './alone.ts';
export { type PublicPack, publicPack } from './publicPack.ts';
export { median, type Timed, timePreviews } from './timed.ts';
