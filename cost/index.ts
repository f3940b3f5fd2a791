// What a deployment costs in a month, by line: prices/ dated list prices with their sources, load/ from daily users to
// memory, connections and commands, bill/ the lines of resources that a program makes, compare/ what each backend would
// take for a load. Pure arithmetic. Not here: how resources come to be (providers/), how a bill looks (cli/cost/).

export { type Bill, billOf, type Line, NoPrice, type Priced, type Use } from './bill/index.ts';
export {
  type Comparison,
  compare,
  type Option,
  type Posture,
  type Recommendation,
  type Variant,
} from './compare/index.ts';
export {
  type Assumption,
  assumptions,
  type Load,
  type Needs,
  needsOf,
  usualLoad,
  type WorkloadNeeds,
} from './load/index.ts';
export type { Price } from './prices/index.ts';
