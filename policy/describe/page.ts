// docs/policies.md from the rules' metadata.

import type { RuleMetadata } from '../pack/metadata.ts';
import { presets } from '../pack/presets.ts';
import type { Rule } from '../pack/rule.ts';

export interface Group {
  title: string;
  text: string;
  rules: readonly Rule[];
}

/** The groups by what begins their rules' ids. */
const groups = [
  {
    title: 'RedisHA',
    text: 'What the component is asked for and what its backend states, on every backend alike.',
    begins: 'redis-',
  },
  {
    title: 'Local',
    text: 'Processes of the provider `redis-local` that a program makes without RedisHA.',
    begins: 'local-',
  },
  { title: 'ElastiCache', text: 'Resources of `@pulumi/aws`.', begins: 'elasticache-' },
  {
    title: 'DigitalOcean',
    text: 'Resources of `@pulumi/digitalocean`. At rest DigitalOcean encrypts always, so no rule asks.',
    begins: 'valkey-digitalocean-',
  },
  { title: 'Upstash', text: 'Resources of `@upstash/pulumi`.', begins: 'upstash-' },
  {
    title: 'Kubernetes',
    text: 'Workloads of `@pulumi/kubernetes` that run Redis, Valkey or a Sentinel, and what stands beside them.',
    begins: 'kubernetes-redis-',
  },
] as const;

/** Every rule: its level in each preset, then what it wants and why. `measured`: what a committed command found, kept as it stands. */
export function rulesText(rules: readonly Rule[]): string {
  const sections = groups.map((group) =>
    section(
      group,
      rules.filter(({ id }) => id.startsWith(group.begins)),
    ),
  );
  return sections.join('\n\n');
}

function section({ title, text }: { title: string; text: string }, rules: readonly Rule[]): string {
  const head = [
    '| Rule | What must hold | Severity | baseline | production | strict |',
    '|---|---|---|---|---|---|',
  ];
  const rows = rules.map((rule) => {
    const levels = Object.values(presets).map((preset) => preset[rule.weight]);
    return `| [\`${rule.id}\`](#${rule.id}) | ${rule.title} | ${rule.severity} | ${levels.join(' | ')} |`;
  });
  return [`## ${title}`, text, [...head, ...rows].join('\n'), ...rules.map(chapter)].join('\n\n');
}

function chapter(rule: Rule): string {
  return [
    `### ${rule.id}`,
    `${rule.description} ${rule.remediation}`,
    `\`\`\`${languageOf(rule)}\n${rule.example}\n\`\`\``,
    [...facts(rule)].map((fact) => `- ${fact}`).join('\n'),
  ].join('\n\n');
}

function* facts(rule: Rule): Generator<string> {
  yield `Judges ${rule.types.map((type) => `\`${type}\``).join(', ')}${rule.about === 'stack' ? ', beside the rest of the stack' : ''}.`;
  if (rule.concern !== undefined) yield `Below a RedisHA it follows \`${rule.concern}\`.`;
  if ('mend' in rule && rule.mend) yield 'Mends what it finds at the level `remediate`.';
  for (const [name, value] of Object.entries(rule.values ?? {}))
    yield `\`${name}\`, ${JSON.stringify(value.default)} unless it is set: ${value.description}`;
  if (rule.controls?.length) yield controlsText(rule.controls);
  yield `[Why](${rule.url})`;
}

function controlsText(controls: NonNullable<RuleMetadata['controls']>): string {
  const byStandard = Map.groupBy(controls, ({ standard }) => standard);
  const parts = [...byStandard].map(([standard, all]) => `${standard} ${all.map(({ id }) => id).join(', ')}`);
  return `Also asked for by ${parts.join('; ')}.`;
}

function languageOf({ example }: Rule): string {
  if (/^[\w-]+:[\w-]+:/.test(example)) return 'yaml';
  return example.startsWith('"') ? 'json' : 'ts';
}
