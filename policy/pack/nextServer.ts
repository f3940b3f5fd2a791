// Pulumi's policy server is made inside its SDK: what is to be quicker in it has to reach it where gRPC is given its handlers.

import { createRequire } from 'node:module';
import type { MethodDefinition, Server } from '@grpc/grpc-js';
import type analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import { type Analyzer, noting } from './askedTypes.ts';
import { encodingRowsOnce } from './encodedRows.ts';

type Answering = MethodDefinition<unknown, analyzerPb.AnalyzeResponse>;

/** For the policy server that is made next in this process. One that does not listen through gRPC's Server is left as it is. */
export function hastenNextServer(): void {
  const { prototype } = createRequire(import.meta.resolve('@pulumi/policy'))('@grpc/grpc-js').Server;
  const { addService } = prototype;
  prototype.addService = function (this: Server, service: { analyze: Answering }, handlers: Analyzer) {
    prototype.addService = addService;
    const { analyze } = service;
    const hastened = { ...analyze, responseSerialize: encodingRowsOnce(analyze.responseSerialize) };
    addService.call(this, { ...service, analyze: hastened }, { ...handlers, ...noting(handlers) });
  };
}
