// Property values, and how Pulumi's wire writes them: secrets, unknowns, assets, references.
// Not here: gRPC (provider/channel.ts), the state's own form (state/properties.ts).
// struct.ts loads google-protobuf: import it by its own name, so that whoever only looks at values need not.
export { containsSecret, containsUnknown, equal, isMap, withoutSecrets } from './inspect.ts';
export { signature, signatureKey, unknownString } from './signatures.ts';
export {
  Asset,
  type PropertyMap,
  type PropertyValue,
  ResourceReference,
  Secret,
  Unknown,
  unknown,
} from './value.ts';
