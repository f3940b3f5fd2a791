// What both kinds have: windows, logs, alarms, tags, bindings.

import type { Problem, RedisSpec } from '../../backend.ts';
import type { Own } from '../own.ts';
import { overlap } from '../windows.ts';

/** What CloudWatch Logs takes (docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html). */
const retentionSteps = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export function serviceProblems(spec: RedisSpec, own: Own): Problem[] {
  return [
    ...windowProblems(spec),
    ...keyProblems(spec, own),
    ...logProblems(own),
    ...tagProblems(spec.tags),
    ...bindingProblems(spec),
  ];
}

/** Pulumi's provider checks the form of each alone; AWS refuses both together when it is asked to make the group. */
function windowProblems({ snapshots, maintenanceWindow }: RedisSpec): Problem[] {
  if (snapshots.window === undefined || maintenanceWindow === undefined) return [];
  if (!overlap(snapshots.window, maintenanceWindow)) return [];
  const reason = `Overlaps maintenanceWindow, ${maintenanceWindow}; AWS takes only windows that do not. Move one of them.`;
  return [{ path: 'snapshots.window', reason }];
}

function keyProblems({ encryption }: RedisSpec, { kind }: Own): Problem[] {
  if (encryption.atRest) return [];
  if (kind === 'serverless')
    return [{ path: 'encryption.atRest', reason: 'A serverless cache is always encrypted: leave it out.' }];
  if (encryption.kmsKeyId === undefined) return [];
  const reason = 'Has no effect without encryption at rest: set encryption.atRest to true, or leave it out.';
  return [{ path: 'encryption.kmsKeyId', reason }];
}

function logProblems({ logs: { retentionDays } }: Own): Problem[] {
  if (retentionSteps.includes(retentionDays)) return [];
  const reason = `CloudWatch keeps logs for ${retentionSteps.join(', ')} days, not ${retentionDays}.`;
  return [{ path: 'elasticache.logs.retentionDays', reason }];
}

const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html, "Tag naming limits". */
function tagProblems(tags: Record<string, string>): Problem[] {
  const names = Object.keys(tags);
  // Three are ours: see plan.ts.
  if (names.length > 47)
    return [{ path: 'tags', reason: `AWS takes 50 tags, of which 3 are ours; given ${names.length}.` }];
  return Object.entries(tags)
    .filter(
      ([key, value]) =>
        /^aws:/i.test(key) ||
        !tagText.test(key) ||
        !tagText.test(value) ||
        key.length > 128 ||
        value.length > 256,
    )
    .map(([key]) => ({
      path: `tags.${key}`,
      reason:
        'AWS takes it as no tag: letters, digits, spaces and _ . : / = + - @, a key of at most 128 that does not ' +
        'begin with aws:, a value of at most 256.',
    }));
}

function bindingProblems({ bindings }: RedisSpec): Problem[] {
  return bindings.flatMap(({ name, namespace }, index) => {
    if (namespace !== undefined)
      return [
        { path: `bindings[${index}].namespace`, reason: 'Secrets Manager has no namespaces; leave it out.' },
      ];
    if (/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name)) return [];
    const reason = 'Secrets Manager takes letters, digits and / _ + = . @ -, at most 512.';
    return [{ path: `bindings[${index}].name`, reason }];
  });
}
