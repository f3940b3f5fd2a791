// Which changes make Pulumi's provider replace an object. Source: pulumi-kubernetes provider/pkg/provider/diff.go.

import { equal, isMap } from '../../wire/inspect.ts';
import { type PropertyMap, type PropertyValue, Secret } from '../../wire/value.ts';

const everywhere = ['metadata.name', 'metadata.namespace'];

const byKind: Partial<Record<string, readonly string[]>> = {
  ConfigMap: ['data', 'binaryData', 'immutable'],
  Secret: ['type', 'stringData', 'data', 'immutable'],
  Service: ['spec.clusterIP', 'spec.type'],
  StatefulSet: [
    'spec.podManagementPolicy',
    'spec.revisionHistoryLimit',
    'spec.selector',
    'spec.serviceName',
    'spec.volumeClaimTemplates',
  ],
  Deployment: ['spec.selector'],
  Job: ['spec.selector', 'spec.template', 'spec.completionMode'],
  PersistentVolumeClaim: ['spec.accessModes', 'spec.storageClassName', 'spec.selector', 'spec.volumeName'],
};

/** Paths of the properties whose change replaces an object of this kind. */
export function replacingChanges(kind: string, olds: PropertyMap, news: PropertyMap): string[] {
  const paths = [...everywhere, ...(byKind[kind] ?? [])];
  return paths.filter((path) => !equal(at(olds, path), at(news, path)));
}

function at(map: PropertyMap, path: string): PropertyValue | undefined {
  return path.split('.').reduce<PropertyValue | undefined>((value, key) => {
    const open = value instanceof Secret ? value.value : value;
    return isMap(open) ? open[key] : undefined;
  }, map);
}
