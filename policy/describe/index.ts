// What is written down of the rules: docs/policies.md, the presets and the schema of their configuration, the ids that a
// waiver may name. All of it is made from the rules' metadata by `npm run policies`. Not here: the metadata (rules/).

import { levelsOf, type Preset, presets } from '../pack/presets.ts';
import type { Rule } from '../pack/rule.ts';
import { configSchema } from './configSchema.ts';
import { rulesText } from './page.ts';

/** Files by their paths from the repository's root, as they must be; `page` is docs/policies.md as it is. */
export function descriptions(rules: readonly Rule[], page: string): Map<string, string> {
  const files = Object.keys(presets).map((preset): [string, string] => [
    `policy/presets/${preset}.json`,
    json(levelsOf(preset as Preset, rules)),
  ]);
  return new Map([
    ['docs/policies.md', between(page, rulesText(rules))],
    ['policy/config.schema.json', json(configSchema(rules))],
    ['components/posture/waivableRules.ts', waivable(rules)],
    ...files,
  ]);
}

const [begin, end] = ['<!-- begin rules, by npm run policies -->', '<!-- end rules -->'];

function between(page: string, text: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/policies.md has no ${begin} with ${end} behind it.`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}

function waivable(rules: readonly Rule[]): string {
  const ids = rules.filter((rule) => rule.waivable !== false).map(({ id }) => `  '${id}',`);
  return [
    '/** Every rule that a waiver may name, the pack’s rules on resources among them. Written by `npm run policies`. */',
    `export const waivableRules: readonly string[] = [\n${ids.join('\n')}\n];\n`,
  ].join('\n');
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
