import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import pluginPb from '@pulumi/pulumi/proto/plugin_pb.js';
import providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import { equal } from '../wire/index.ts';
import { fromStruct, toStruct } from '../wire/struct.ts';
import { answer } from './answer.ts';
import { failureMessage } from './checkFailure.ts';
import type { EngineLog } from './engineLog.ts';
import { ProviderError } from './failure.ts';
import type { ProviderImplementation } from './implementation.ts';
import { writeDiff } from './providerDiff.ts';
import { resourceHandlers } from './resourceHandlers.ts';

/**
 * A provider's methods as the ResourceProvider service. What is not here answers UNIMPLEMENTED, as grpc-js
 * does by itself.
 */
export function handlers(
  provider: ProviderImplementation,
  log: EngineLog,
  interruption: AbortController,
): UntypedServiceImplementation {
  return {
    ...pluginHandlers(provider, log, interruption),
    ...configurationHandlers(provider),
    ...resourceHandlers(provider, { log, signal: interruption.signal }),
  };
}

function pluginHandlers(provider: ProviderImplementation, log: EngineLog, interruption: AbortController) {
  return {
    handshake: answer(async (request: InstanceType<typeof providerPb.ProviderHandshakeRequest>) => {
      log.reach(request.getEngineAddress());
      return new providerPb.ProviderHandshakeResponse()
        .setAcceptSecrets(true)
        .setAcceptResources(true)
        .setAcceptOutputs(true);
    }),
    attach: answer(async (request: InstanceType<typeof pluginPb.PluginAttach>) => {
      log.reach(request.getAddress());
      return new emptyPb.Empty();
    }),
    getPluginInfo: answer(async () => new pluginPb.PluginInfo().setVersion(provider.version)),
    getSchema: answer(async () =>
      new providerPb.GetSchemaResponse().setSchema(
        JSON.stringify({ name: provider.name, version: provider.version }),
      ),
    ),
    cancel: answer(async () => {
      interruption.abort();
      return new emptyPb.Empty();
    }),
  };
}

function configurationHandlers(provider: ProviderImplementation) {
  return {
    checkConfig: answer(async (request: InstanceType<typeof providerPb.CheckRequest>) =>
      new providerPb.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: answer(async (request: InstanceType<typeof providerPb.DiffRequest>) => {
      const [olds, news] = [fromStruct(request.getOldInputs()), fromStruct(request.getNews())];
      const diffs = Object.keys({ ...olds, ...news }).filter((key) => !equal(olds[key], news[key]));
      return writeDiff({ changes: diffs.length > 0 ? 'some' : 'none', diffs }, olds, news);
    }),
    configure: answer(async (request: InstanceType<typeof providerPb.ConfigureRequest>) => {
      await provider.configure?.(fromStruct(request.getArgs()));
      return new providerPb.ConfigureResponse()
        .setAcceptsecrets(true)
        .setAcceptresources(true)
        .setAcceptoutputs(true)
        .setSupportspreview(true);
    }),
    invoke: answer(async (request: InstanceType<typeof providerPb.InvokeRequest>) => {
      if (!provider.invoke) throw new ProviderError(`The provider ${provider.name} has no functions.`);
      const { result, failures } = await provider.invoke(request.getTok(), fromStruct(request.getArgs()));
      return new providerPb.InvokeResponse()
        .setReturn(toStruct(result))
        .setFailuresList(failures.map(failureMessage));
    }),
  };
}
