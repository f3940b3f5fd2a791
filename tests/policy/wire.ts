// What an engine says to a policy server, and what it hears, as its messages.

import analyzerPb from '@pulumi/pulumi/proto/analyzer_pb.js';
import structPb from 'google-protobuf/google/protobuf/struct_pb.js';

// The numbers that the wire uses for them, as indexes.
export const levels = ['advisory', 'mandatory', 'disabled', 'remediate'] as const;
export type Level = (typeof levels)[number];

/** A resource as an engine tells of it. */
export interface Given {
  type: string;
  props: object;
  /** `main` without it. */
  name?: string;
  protect?: boolean;
  /** URN of what it stands below. */
  parent?: string;
  /** Names of the resources that a property's value comes from. */
  from?: Record<string, Given[]>;
}

export interface Violation {
  rule: string;
  level: Level | undefined;
  message: string;
  /** Where a rule on the stack finds it. */
  urn?: string;
}

export interface Analysis {
  violations: Violation[];
  /** Rule -> why it did not apply. */
  notApplicable: Record<string, string>;
}

export function urnOf({ type, name = 'main' }: Pick<Given, 'type' | 'name'>): string {
  return `urn:pulumi:test::redis-ha::${type}::${name}`;
}

/** How a preview sends a value that it does not know yet. */
export const unknown = {
  boolean: '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  number: '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  text: '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  list: '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  object: 'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
};

export function requestFor(resource: Given): analyzerPb.AnalyzeRequest {
  return new analyzerPb.AnalyzeRequest()
    .setType(resource.type)
    .setName(resource.name ?? 'main')
    .setUrn(urnOf(resource))
    .setProperties(struct(resource.props))
    .setOptions(optionsOf(resource));
}

export function stackRequest(resources: readonly Given[]): analyzerPb.AnalyzeStackRequest {
  return new analyzerPb.AnalyzeStackRequest().setResourcesList(resources.map(inStack));
}

function optionsOf({ protect = false, parent = '' }: Given) {
  return new analyzerPb.AnalyzerResourceOptions().setProtect(protect).setParent(parent);
}

function inStack(given: Given) {
  const resource = new analyzerPb.AnalyzerResource()
    .setType(given.type)
    .setName(given.name ?? 'main')
    .setUrn(urnOf(given))
    .setProperties(struct(given.props))
    .setOptions(optionsOf(given))
    .setParent(given.parent ?? '');
  for (const [key, from] of Object.entries(given.from ?? {})) {
    const urns = new analyzerPb.AnalyzerPropertyDependencies().setUrnsList(from.map(urnOf));
    resource.getPropertydependenciesMap().set(key, urns);
  }
  return resource;
}

export function readAnalysis(response: analyzerPb.AnalyzeResponse): Analysis {
  return {
    violations: response.getDiagnosticsList().map((diagnostic) => ({
      rule: diagnostic.getPolicyname(),
      level: levels[diagnostic.getEnforcementlevel()],
      message: diagnostic.getMessage(),
      ...(diagnostic.getUrn() !== '' && { urn: diagnostic.getUrn() }),
    })),
    notApplicable: Object.fromEntries(
      response.getNotApplicableList().map((entry) => [entry.getPolicyName(), entry.getReason()]),
    ),
  };
}

/** The properties after the last of the remediations; undefined where there was none. */
export function readRemedies(response: analyzerPb.RemediateResponse): object | undefined {
  return response.getRemediationsList().at(-1)?.getProperties()?.toJavaScript();
}

export function struct(values: object): structPb.Struct {
  // Without what is undefined, which has no place on the wire.
  return structPb.Struct.fromJavaScript(JSON.parse(JSON.stringify(values)));
}
