// What an analyzer is told about a resource. Source: pulumi/pulumi pkg/resource/plugin/analyzer_plugin.go.
import analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import { urnName } from '../plan/index.ts';
import type { ResourceState } from '../state/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import { toStruct } from '../wire/struct.ts';

export interface Judged {
  state: ResourceState;
  provider: ResourceState | undefined;
  deleteBeforeReplace: boolean | undefined;
}

export type AnalyzeRequest = InstanceType<typeof analyzerPb.AnalyzeRequest>;

export function analyzeRequest(judged: Judged): AnalyzeRequest {
  return request(judged).setProperties(visible(judged.state.inputs));
}

/** What is mended must come back whole. */
export function remediateRequest(judged: Judged): AnalyzeRequest {
  return request(judged).setProperties(toStruct(judged.state.inputs, { keepResources: false }));
}

function request(judged: Judged): AnalyzeRequest {
  const { state } = judged;
  return new analyzerPb.AnalyzeRequest()
    .setType(state.type)
    .setUrn(state.urn)
    .setName(urnName(state.urn))
    .setOptions(options(judged))
    .setProvider(provider(judged));
}

/** For the whole stack an analyzer sees what came out instead of what went in. */
export function analyzeStackRequest(resources: readonly Judged[]) {
  return new analyzerPb.AnalyzeStackRequest().setResourcesList(
    resources.map((judged) => {
      const { state } = judged;
      const resource = new analyzerPb.AnalyzerResource()
        .setType(state.type)
        .setUrn(state.urn)
        .setName(urnName(state.urn))
        .setProperties(visible(state.outputs))
        .setOptions(options(judged))
        .setProvider(provider(judged))
        .setParent(state.parent ?? '')
        .setDependenciesList(state.dependencies ?? []);
      const map = resource.getPropertydependenciesMap();
      for (const [key, urns] of Object.entries(state.propertyDependencies ?? {})) {
        if (urns.length > 0) map.set(key, new analyzerPb.AnalyzerPropertyDependencies().setUrnsList(urns));
      }
      return resource;
    }),
  );
}

function options({ state, deleteBeforeReplace }: Judged) {
  const { customTimeouts } = state;
  return new analyzerPb.AnalyzerResourceOptions()
    .setProtect(state.protect ?? false)
    .setIgnorechangesList(state.ignoreChanges ?? [])
    .setDeletebeforereplace(deleteBeforeReplace ?? false)
    .setDeletebeforereplacedefined(deleteBeforeReplace !== undefined)
    .setAdditionalsecretoutputsList(state.additionalSecretOutputs ?? [])
    .setAliasesList(state.aliases ?? [])
    .setParent(state.parent ?? '')
    .setCustomtimeouts(
      new analyzerPb.AnalyzerResourceOptions.CustomTimeouts()
        .setCreate(customTimeouts?.create ?? 0)
        .setUpdate(customTimeouts?.update ?? 0)
        .setDelete(customTimeouts?.delete ?? 0),
    );
}

function provider({ provider: state }: Judged) {
  if (state === undefined) return undefined;
  return new analyzerPb.AnalyzerProviderResource()
    .setType(state.type)
    .setUrn(state.urn)
    .setName(urnName(state.urn))
    .setProperties(visible(state.inputs));
}

/** Keys that begin with `__` are between program and engine. */
function visible(properties: PropertyMap) {
  const shown = Object.entries(properties).filter(([key]) => !key.startsWith('__'));
  return toStruct(Object.fromEntries(shown), { keepResources: false });
}
