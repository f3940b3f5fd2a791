// What the program may assume of this engine. Everything a current SDK knows is announced, and what is not built is refused by name
// when it is used: an SDK told less would speak an older dialect or ask people to update the Pulumi CLI.
import resourcePb from '@pulumi/pulumi/proto/resource_pb.js';

const features = resourcePb.ResourceMonitorFeature;

export const supportedFeatures = [
  features.RESOURCE_MONITOR_FEATURE_SECRETS,
  features.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  features.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  features.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  features.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  features.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  features.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  features.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  features.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  features.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  features.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  features.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
  features.RESOURCE_MONITOR_FEATURE_INVOKE_DEPENDS_ON,
  features.RESOURCE_MONITOR_FEATURE_INVOKE_PARENT,
];

/** The same under the names that older SDKs ask for one by one. */
export const supportedFeatureNames: ReadonlySet<string> = new Set([
  'secrets',
  'resourceReferences',
  'outputValues',
  'aliasSpecs',
  'replacementTrigger',
  'deletedWith',
  'replaceWith',
  'transforms',
  'invokeTransforms',
  'parameterization',
  'resourceHooks',
  'errorHooks',
]);

export function unsupported(what: string): Error {
  return new Error(`The embedded engine does not support ${what}. Run this program with the Pulumi CLI.`);
}
