// The Engine service: what program, packs and providers tell the person who waits.

import type { Server } from '@grpc/grpc-js';
import engineGrpc from '@pulumi/pulumi/proto/engine_grpc_pb.js';
import enginePb from '@pulumi/pulumi/proto/engine_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Severity } from '../events.ts';
import { unsupported } from './features.ts';
import { method } from './rpc.ts';

export interface EngineListener {
  log(severity: Severity, message: string, urn: string | undefined): void;
  progress(urn: string, message: string): void;
}

const severities: readonly Severity[] = ['debug', 'info', 'warning', 'error'];

export function addEngineService(server: Server, listener: EngineListener): void {
  let rootUrn = '';
  server.addService(engineGrpc.EngineService, {
    log: method(async (request: InstanceType<typeof enginePb.LogRequest>) => {
      const [urn, message] = [request.getUrn(), request.getMessage()];
      if (request.getEphemeral() && urn !== '') listener.progress(urn, message);
      else listener.log(severities[request.getSeverity()] ?? 'info', message, urn === '' ? undefined : urn);
      return new emptyPb.Empty();
    }),
    getRootResource: method(async () => new enginePb.GetRootResourceResponse().setUrn(rootUrn)),
    setRootResource: method(async (request: InstanceType<typeof enginePb.SetRootResourceRequest>) => {
      rootUrn = request.getUrn();
      return new enginePb.SetRootResourceResponse();
    }),
    startDebugging: method(async () => {
      throw unsupported('debugging');
    }),
    // The engine takes no part in Pulumi's version numbers: what it lacks it refuses when it is used.
    requirePulumiVersion: method(async () => new enginePb.RequirePulumiVersionResponse()),
  });
}
