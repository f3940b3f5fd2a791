import pluginPb from '@pulumi/pulumi/proto/plugin_pb.js';
import providerGrpc from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import type { PropertyMap } from '../wire/index.ts';
import { toStruct } from '../wire/struct.ts';
import { configVariables } from './configVariables.ts';
import type { Connection } from './connection.ts';
import { about, type Subject } from './subject.ts';

const service = providerGrpc.ResourceProviderService;

/** What a provider understands, as it says itself. */
export interface Understanding {
  keepSecrets: boolean;
  keepResources: boolean;
  previews: boolean;
}

/** Tells a provider where the engine is. Only newer ones (Handshake) answer with what they understand. */
export async function greet(
  connection: Connection,
  engine: string,
  o: { root?: string; program?: string },
): Promise<Understanding | undefined> {
  const request = new providerPb.ProviderHandshakeRequest()
    .setEngineAddress(engine)
    .setConfigureWithUrn(true)
    .setInvokeWithPreview(true);
  if (o.root !== undefined) request.setRootDirectory(o.root);
  if (o.program !== undefined) request.setProgramDirectory(o.program);
  const answer = await connection.askIfThere(service.handshake, request, 'say hello');
  if (answer) {
    return {
      keepSecrets: answer.getAcceptSecrets(),
      keepResources: answer.getAcceptResources(),
      previews: true,
    };
  }
  await connection.askIfThere(service.attach, new pluginPb.PluginAttach().setAddress(engine), 'say hello');
  return undefined;
}

/** Gives a provider its configuration. Older ones answer with what they understand. */
export async function giveConfiguration(
  connection: Connection,
  s: Subject & { id?: string },
  args: PropertyMap,
): Promise<Understanding> {
  const request = about(new providerPb.ConfigureRequest(), s)
    .setArgs(toStruct(args))
    .setAcceptsecrets(true)
    .setAcceptresources(true)
    .setSendsOldInputs(true)
    .setSendsOldInputsToDelete(true);
  if (s.id !== undefined) request.setId(s.id);
  for (const [key, value] of configVariables(s.type, args)) request.getVariablesMap().set(key, value);
  const answer = await connection.ask(service.configure, request, `take the configuration of ${s.name}`);
  return {
    keepSecrets: answer.getAcceptsecrets(),
    keepResources: answer.getAcceptresources(),
    previews: answer.getSupportspreview(),
  };
}
