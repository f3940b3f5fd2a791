import providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import { fromStruct, toStruct } from '../wire/struct.ts';
import { answer } from './answer.ts';
import { failureMessage } from './checkFailure.ts';
import type { EngineLog } from './engineLog.ts';
import type { Call, ProviderImplementation } from './implementation.ts';
import { writeDiff } from './providerDiff.ts';

/** What every call of one served provider shares. */
export interface Surroundings {
  log: EngineLog;
  /** Ends when the engine cancels or the server stops. */
  signal: AbortSignal;
}

/** The methods about one resource. */
export function resourceHandlers(provider: ProviderImplementation, around: Surroundings) {
  return {
    check: answer(async (request: InstanceType<typeof providerPb.CheckRequest>) => {
      const { inputs, failures } = await provider.check(
        call(request, around, false),
        fromStruct(request.getOlds()),
        fromStruct(request.getNews()),
      );
      return new providerPb.CheckResponse()
        .setInputs(toStruct(inputs))
        .setFailuresList(failures.map(failureMessage));
    }),
    diff: answer(async (request: InstanceType<typeof providerPb.DiffRequest>) => {
      const [oldInputs, news] = [fromStruct(request.getOldInputs()), fromStruct(request.getNews())];
      const result = await provider.diff(
        call(request, around, false),
        request.getId(),
        oldInputs,
        fromStruct(request.getOlds()),
        news,
      );
      return writeDiff(result, oldInputs, news);
    }),
    create: answer(async (request: InstanceType<typeof providerPb.CreateRequest>) => {
      const created = await provider.create(
        call(request, around, request.getPreview()),
        fromStruct(request.getProperties()),
      );
      return new providerPb.CreateResponse().setId(created.id).setProperties(toStruct(created.outputs));
    }),
    read: answer(async (request: InstanceType<typeof providerPb.ReadRequest>) => {
      const [inputs, outputs] = [fromStruct(request.getInputs()), fromStruct(request.getProperties())];
      const about = call(request, around, false);
      // A provider that cannot read says that nothing changed.
      const found = provider.read
        ? await provider.read(about, request.getId(), inputs, outputs)
        : { id: request.getId(), inputs, outputs };
      const response = new providerPb.ReadResponse();
      if (!found) return response;
      return response
        .setId(found.id)
        .setInputs(toStruct(found.inputs))
        .setProperties(toStruct(found.outputs));
    }),
    update: answer(async (request: InstanceType<typeof providerPb.UpdateRequest>) => {
      const outputs = await provider.update(
        call(request, around, request.getPreview()),
        request.getId(),
        fromStruct(request.getOldInputs()),
        fromStruct(request.getOlds()),
        fromStruct(request.getNews()),
      );
      return new providerPb.UpdateResponse().setProperties(toStruct(outputs));
    }),
    delete: answer(async (request: InstanceType<typeof providerPb.DeleteRequest>) => {
      await provider.delete(
        call(request, around, false),
        request.getId(),
        fromStruct(request.getOldInputs()),
        fromStruct(request.getProperties()),
      );
      return new emptyPb.Empty();
    }),
  };
}

interface Addressed {
  getUrn(): string;
  getType(): string;
  getName(): string;
}

function call(request: Addressed, { log, signal }: Surroundings, preview: boolean): Call {
  const urn = request.getUrn();
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    preview,
    signal,
    progress: (message) => log.status(urn, message),
  };
}
