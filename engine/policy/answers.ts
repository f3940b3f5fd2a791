// An analyzer's answers as they come over the wire.
import type analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import type { ClientMethod } from '../provider/index.ts';
import { type Answer, type Level, levels } from './results.ts';

type AnalyzeResponse = InstanceType<typeof analyzerPb.AnalyzeResponse>;

/**
 * The same call, answered in the form that results are made of. Most resources are of a type that few rules know: the list of all
 * others comes byte for byte the same for each, and is read once.
 */
export function readingAnswers<Request>(
  method: ClientMethod<Request, AnalyzeResponse>,
): ClientMethod<Request, Answer> {
  const known = new Map<string, Answer>();
  function responseDeserialize(bytes: Buffer): Answer {
    const key = bytes.toString('latin1');
    const answer = known.get(key) ?? answerOf(method.responseDeserialize(bytes));
    // What is found wrong hardly comes twice.
    if (answer.violations.length === 0) known.set(key, answer);
    return answer;
  }
  return { ...method, responseDeserialize };
}

export function levelOf(wire: number): Level {
  return levels[wire] ?? 'advisory';
}

function answerOf(response: AnalyzeResponse): Answer {
  const notApplicable = response.getNotApplicableList().map((one) => ({
    rule: one.getPolicyName(),
    reason: one.getReason(),
  }));
  return {
    violations: response.getDiagnosticsList().map((diagnostic) => ({
      rule: diagnostic.getPolicyname(),
      level: levelOf(diagnostic.getEnforcementlevel()),
      message: diagnostic.getMessage(),
      urn: diagnostic.getUrn(),
    })),
    excuses: notApplicable.filter(({ reason }) => !isMismatch(reason)),
    mismatches: new Set(notApplicable.filter(({ reason }) => isMismatch(reason)).map(({ rule }) => rule)),
  };
}

/** The SDK's own reasons for a rule that is about something else; they would bury the others. */
function isMismatch(reason: string): boolean {
  return (
    reason.startsWith("Policy only applies to resources of type '") ||
    reason === 'Policy does not implement validateResource' ||
    reason === 'Policy does not implement remediateResource'
  );
}
