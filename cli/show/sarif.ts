import type { Log, ReportingDescriptor, Run } from 'sarif';
import type { PolicyResult, RuleHelp } from '../../engine/events.ts';
import { nameOf } from './words.ts';

/**
 * SARIF 2.1.0, as GitHub's code scanning takes it: every violation, and what is waived as a suppressed one. A resource has no line
 * in a file, so each result stands at the stack's file and names the resource as its logical place.
 */
export function sarif(stack: string, results: readonly PolicyResult[]): Log {
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

function run(pack: string, stack: string, results: readonly PolicyResult[]): Run {
  const rules = new Map(results.map(({ rule, help = {} }) => [rule, help]));
  const ids = [...rules.keys()];
  return {
    tool: { driver: { name: pack, rules: [...rules].map(([id, help]) => descriptor(id, help)) } },
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

/** How bad it is, as GitHub sorts by: critical from 9.0, high from 7.0, medium from 4.0. */
const scores = { low: '3.0', medium: '5.5', high: '8.0', critical: '9.5' };

/** What is known of a rule, as code scanning shows it beside each result. */
function descriptor(
  id: string,
  { title, description, remediation, url, severity, controls }: RuleHelp,
): ReportingDescriptor {
  const about = [description, remediation].filter((text) => text !== undefined);
  const markdown = [
    ...(description === undefined ? [] : [description]),
    ...(remediation === undefined ? [] : [`**To mend it**: ${remediation}`]),
    ...(controls === undefined ? [] : [`Asked for by: ${controls.join(', ')}.`]),
    ...(url === undefined ? [] : [`[Why](${url})`]),
  ].join('\n\n');
  return {
    id,
    name: id,
    ...(title !== undefined && { shortDescription: { text: title } }),
    ...(description !== undefined && { fullDescription: { text: description } }),
    ...(url !== undefined && { helpUri: url }),
    ...(about.length > 0 && { help: { text: about.join(' '), markdown } }),
    properties: {
      tags: ['security', ...(controls ?? [])],
      ...(severity && { 'security-severity': scores[severity] }),
    },
  };
}

function levelOf({ state, level }: PolicyResult): 'error' | 'warning' | 'note' {
  if (state === 'waived') return 'note';
  return level === 'mandatory' ? 'error' : 'warning';
}
