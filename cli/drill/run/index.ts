// The course of a drill: its runs one after the other, and each run from steady writes to an instance that is whole again.
// What the numbers mean lies in ../count.

export { draw, drawn } from './draw.ts';
export { type DrillPlan, drill } from './drill.ts';
export type { DrillWatch, Moment, Scene } from './scene.ts';
