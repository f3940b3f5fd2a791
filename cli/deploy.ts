import type { DeployResult } from '../engine/events.ts';
import type { Watch } from './engines/index.ts';
import { Failure } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { nameOf } from './show/index.ts';
import { verdicts } from './show/policies.ts';
import { showProgress } from './show/progress.ts';

/** Runs one deployment with its progress shown and Ctrl-C minded. */
export async function watchDeployment(
  json: boolean,
  deployment: (watch: Watch) => Promise<DeployResult>,
): Promise<DeployResult> {
  const progress = await showProgress(json);
  const say = (message: string) => progress.event({ kind: 'log', severity: 'info', message });
  try {
    return await interruptible(
      (signal) => deployment({ signal, onEvent: (event) => progress.event(event) }),
      say,
    );
  } finally {
    progress.end();
  }
}

const failed = {
  preview: 'The preview failed.',
  up: 'The deployment failed.',
  destroy: 'The stack could not be destroyed.',
} as const;

const interrupted = {
  preview: 'Interrupted; a preview changes nothing.',
  up: 'Interrupted. The next up or destroy goes on from here.',
  destroy: 'Interrupted. The next up or destroy goes on from here.',
} as const;

/** What a deployment that did not succeed is reported as; undefined for one that did. */
export function failureOf(verb: keyof typeof failed, result: DeployResult): Failure | undefined {
  switch (result.status) {
    case 'succeeded':
      return undefined;
    case 'interrupted':
      return new Failure('interrupted', interrupted[verb], errorsOf(result));
    case 'misconfigured':
      return new Failure(
        'configuration',
        `The configuration is wrong.\n${sentences(result)}`,
        errorsOf(result),
      );
    case 'refused':
      return new Failure('policy', `Refused by policy, nothing was changed.\n${violations(result)}`);
    case 'failed':
      return new Failure('failed', `${failed[verb]}\n${sentences(result)}`.trimEnd(), errorsOf(result));
  }
}

function errorsOf(result: DeployResult): { errors: DeployResult['errors'] } {
  return { errors: result.errors };
}

/** Each with what it is about: the configuration's key, or the resource. */
function sentences(result: DeployResult): string {
  return result.errors
    .map(({ message, urn, property }) => {
      const about = urn ? nameOf(urn) : property;
      const prefix = about && !message.startsWith(about) ? `${about}: ` : '';
      return `  ${prefix}${message.trimEnd()}`;
    })
    .join('\n');
}

function violations(result: DeployResult): string {
  return verdicts(result.policies)
    .filter(({ verdict }) => verdict === 'violation')
    .map(({ rule, resource, detail }) => `  ${rule} on ${resource}: ${detail}`)
    .join('\n');
}
