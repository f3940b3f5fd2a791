// Puts down what the policy server is asked about before it looks for rules. The server unpacks a resource's properties for each
// rule that does not say in time that it knows nothing of its type (types.ts), and all of a stack's for each on the stack: with
// 500 resources that was half of what the pack took. For the rules that are called it reads the message once. A hundred rules know
// nothing of a resource and say so in the same words for each of its type: they are asked about the first.

import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import { asked, isMismatch } from './types.ts';

type Handler<Request, Answer> = (
  call: ServerUnaryCall<Request, Answer>,
  answer: sendUnaryData<Answer>,
) => void;

/** The policy server's handlers. */
export interface Analyzer {
  analyze: Handler<analyzerPb.AnalyzeRequest, analyzerPb.AnalyzeResponse>;
  analyzeStack: Handler<analyzerPb.AnalyzeStackRequest, analyzerPb.AnalyzeResponse>;
  /** Sets levels: a rule that is disabled says nothing. */
  configure: Handler<analyzerPb.ConfigureAnalyzerRequest, unknown>;
}

/** The same handlers, who know what they are asked about while they run. */
export function noting({ analyze, analyzeStack, configure }: Analyzer): Analyzer {
  const known = new Map<string, Mismatches>();
  return {
    configure(call, answer) {
      known.clear();
      configure(call, answer);
    },
    analyze(call, answer) {
      readOnce(call.request);
      const type = call.request.getType();
      const mismatches = known.get(type);
      const question = { types: new Set([type]), unconcerned: mismatches?.names };
      asked.run(question, () =>
        analyze(call, (error, response, ...rest) => {
          if (response && mismatches) addRows(response, mismatches.rows);
          else if (response) known.set(type, mismatchesIn(response));
          answer(error, response, ...rest);
        }),
      );
    },
    analyzeStack(call, answer) {
      const resources = call.request.getResourcesList();
      for (const resource of resources) readOnce(resource);
      const types = new Set(resources.map((resource) => resource.getType()));
      asked.run({ types }, () => analyzeStack(call, answer));
    },
  };
}

/** What the rules that know nothing of a type answer about each resource of it. */
interface Mismatches {
  names: ReadonlySet<string>;
  rows: readonly analyzerPb.PolicyNotApplicable[];
}

function mismatchesIn(response: analyzerPb.AnalyzeResponse): Mismatches {
  const rows = response.getNotApplicableList().filter((row) => isMismatch(row.getReason()));
  return { names: new Set(rows.map((row) => row.getPolicyName())), rows };
}

function addRows(response: analyzerPb.AnalyzeResponse, rows: Mismatches['rows']): void {
  response.setNotApplicableList([...response.getNotApplicableList(), ...rows]);
}

/** The server reads the message again for each rule that is called, and copies what comes of it, so none sees what another does. */
export function readOnce(resource: Pick<analyzerPb.AnalyzeRequest, 'getProperties' | 'getProvider'>): void {
  for (const struct of [resource.getProperties(), resource.getProvider()?.getProperties()]) {
    if (struct === undefined) continue;
    const read = struct.toJavaScript.bind(struct);
    let known: ReturnType<typeof read> | undefined;
    struct.toJavaScript = () => {
      known ??= read();
      return known;
    };
  }
}
