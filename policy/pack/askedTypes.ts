// Puts down what the policy server is asked about before it looks for rules. The server unpacks a resource's properties for each
// rule that does not say in time that it knows nothing of its type (types.ts), and all of a stack's for each on the stack: with
// 500 resources that was half of what the pack took.

import { createRequire } from 'node:module';
import type { Server, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import { asked } from './types.ts';

type Handler<Request> = (call: ServerUnaryCall<Request, unknown>, answer: sendUnaryData<unknown>) => void;

interface Analyzer {
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

function noting({ analyze, analyzeStack }: Analyzer): Analyzer {
  return {
    analyze: (call, answer) => asked.run(new Set([call.request.getType()]), () => analyze(call, answer)),
    analyzeStack(call, answer) {
      const types = call.request.getResourcesList().map((resource) => resource.getType());
      asked.run(new Set(types), () => analyzeStack(call, answer));
    },
  };
}
