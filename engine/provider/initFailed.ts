import grpc, { type ServiceError } from '@grpc/grpc-js';
import providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import statusPb from '@pulumi/pulumi/proto/status_pb.js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import { fromStruct, toStruct } from '../wire/struct.ts';
import { PartialFailure } from './implementation.ts';

// A resource that exists although its create or update failed travels in the details of the gRPC status,
// where Go's gRPC looks for it; grpc-js leaves the packing to its user (sdk/nodejs/cmd/dynamic-provider,
// grpcResponseFromError).
const detailsKey = 'grpc-status-details-bin';
// Node's HTTP/2 breaks the whole connection when the headers of an answer exceed 64 KiB; in Base64 a third is
// added.
const maxDetailBytes = 32 * 1024;
const maxTextLength = 4 * 1024;
const typeName = 'pulumirpc.ErrorResourceInitFailed';

/** By shape, since a provider that is served from another package has no class in common with this one. */
export function isPartialFailure(error: unknown): error is PartialFailure {
  return (
    error instanceof Error &&
    'id' in error &&
    typeof error.id === 'string' &&
    'outputs' in error &&
    'reasons' in error &&
    Array.isArray(error.reasons)
  );
}

/** The metadata that carries a partial failure; without its outputs where they would not fit. */
export function initFailedMetadata(failure: PartialFailure): grpc.Metadata {
  const detail = new providerPb.ErrorResourceInitFailed()
    .setId(failure.id)
    .setProperties(toStruct(failure.outputs))
    .setReasonsList(failure.reasons.map(shortened));
  if (detail.serializeBinary().length > maxDetailBytes) detail.setProperties(undefined);
  const packed = new anyPb.Any();
  packed.pack(detail.serializeBinary(), typeName);
  const status = new statusPb.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(shortened(failure.message));
  status.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.add(detailsKey, Buffer.from(status.serializeBinary()));
  return metadata;
}

/** A text that fits into a status. */
export function shortened(text: string): string {
  return text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength)} …`;
}

/** The partial failure in an error's status, if there is one. */
export function partialFailureIn(error: ServiceError): PartialFailure | undefined {
  for (const bytes of error.metadata?.get(detailsKey) ?? []) {
    if (typeof bytes === 'string') continue;
    for (const packed of statusPb.Status.deserializeBinary(bytes).getDetailsList()) {
      if (packed.getTypeName() !== typeName) continue;
      const detail = providerPb.ErrorResourceInitFailed.deserializeBinary(packed.getValue_asU8());
      const reasons = detail.getReasonsList();
      return new PartialFailure(
        error.details || reasons.join('\n') || 'the resource exists but did not come up',
        detail.getId(),
        fromStruct(detail.getProperties()),
        reasons.length > 0 ? reasons : undefined,
      );
    }
  }
  return undefined;
}
