// Puts down what the policy server is asked about before it looks for rules. The server unpacks a resource's properties for each
// rule that does not say in time that it knows nothing of its type (types.ts), and all of a stack's for each on the stack: with
// 500 resources that was half of what the pack took. For the rules that are called it reads the message once.

import { createRequire } from 'node:module';
import type { Server, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import { asked } from './types.ts';

type Handler<Request> = (call: ServerUnaryCall<Request, unknown>, answer: sendUnaryData<unknown>) => void;

/** The policy server's handlers. */
export interface Analyzer {
  analyze: Handler<analyzerPb.AnalyzeRequest>;
  analyzeStack: Handler<analyzerPb.AnalyzeStackRequest>;
}

/** For the policy server that is made next in this process. One that does not listen through gRPC's Server is left as it is. */
export function noteAskedTypes(): void {
  const { prototype } = createRequire(import.meta.resolve('@pulumi/policy'))('@grpc/grpc-js').Server;
  const { addService } = prototype;
  prototype.addService = function (this: Server, service: unknown, handlers: Analyzer) {
    prototype.addService = addService;
    addService.call(this, service, { ...handlers, ...noting(handlers) });
  };
}

/** The same handlers, who know what they are asked about while they run. */
export function noting({ analyze, analyzeStack }: Analyzer): Analyzer {
  return {
    analyze(call, answer) {
      readOnce(call.request);
      asked.run(new Set([call.request.getType()]), () => analyze(call, answer));
    },
    analyzeStack(call, answer) {
      const resources = call.request.getResourcesList();
      for (const resource of resources) readOnce(resource);
      asked.run(new Set(resources.map((resource) => resource.getType())), () => analyzeStack(call, answer));
    },
  };
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
