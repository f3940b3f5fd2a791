import type { PolicyResult } from '../../engine/events.ts';
import { nameOf } from './words.ts';

/**
 * SARIF 2.1.0, as GitHub's code scanning takes it: every violation, and what is waived as a suppressed one. A resource has no line
 * in a file, so each result stands at the stack's file and names the resource as its logical place.
 */
export function sarif(stack: string, results: readonly PolicyResult[]): object {
  const told = results.filter(({ state }) => state === 'violation' || state === 'waived');
  const packs = [...Map.groupBy(told, ({ pack }) => pack)];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs:
      packs.length === 0
        ? [run('redis-ha-policy', stack, [])]
        : packs.map(([pack, all]) => run(pack, stack, all)),
  };
}

function run(pack: string, stack: string, results: readonly PolicyResult[]): object {
  const ids = [...new Set(results.map(({ rule }) => rule))];
  return {
    tool: { driver: { name: pack, rules: ids.map((id) => ({ id, name: id })) } },
    results: results.map((result) => ({
      ruleId: result.rule,
      ruleIndex: ids.indexOf(result.rule),
      level: levelOf(result),
      message: { text: (result.message ?? '').trim() || result.rule },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: `Pulumi.${stack}.yaml` }, region: { startLine: 1 } },
          logicalLocations: [
            {
              fullyQualifiedName: result.urn ?? stack,
              name: result.urn ? nameOf(result.urn) : stack,
              kind: 'resource',
            },
          ],
        },
      ],
      // Known again in the next run, whatever its message says then.
      partialFingerprints: { ruleAndResource: `${result.rule}/${result.urn ?? stack}` },
      ...(result.state === 'waived' && {
        suppressions: [{ kind: 'external', justification: result.waiver?.reason ?? '' }],
      }),
    })),
  };
}

function levelOf({ state, level }: PolicyResult): 'error' | 'warning' | 'note' {
  if (state === 'waived') return 'note';
  return level === 'mandatory' ? 'error' : 'warning';
}
