// What each backend would take for a load, with and without high availability, and which of them to choose. One file a
// backend says which size fits; what it costs is billed as the resources it would make.

export { type Comparison, compare, type Posture } from './compare.ts';
export type { Option, Variant } from './option.ts';
export type { Recommendation } from './recommend.ts';
