import type { ProviderImplementation } from './provider/index.ts';
import type { ResourceState } from './state/index.ts';
import type { PropertyMap } from './wire/index.ts';

/** A provider written here, or the folder of a plugin (with PulumiPlugin.yaml). Asked for when the first resource needs it. */
export type ProviderFactory = (context: {
  root: string;
}) => ProviderImplementation | { folder: string } | Promise<ProviderImplementation>;

export interface PolicyPackSource {
  /** With PulumiPolicy.yaml. */
  folder: string;
  /** JSON: for each rule its level, or an object of `enforcementLevel` and the rule's values. Default: as the pack has it. */
  configFile?: string | undefined;
}

/** What another stack exports, by the name that the program refers to it with: STACK, PROJECT/STACK or ORGANIZATION/PROJECT/STACK. */
export type StackOutputs = (name: string) => Promise<PropertyMap | undefined>;

export interface DeployOptions {
  /** Folder of Pulumi.yaml. */
  root: string;
  stack: string;
  /** Every pack judges every resource. */
  policyPacks: PolicyPackSource[];
  /** By package name; `pulumi-nodejs` (dynamic resources) and the project's `plugins.providers` come on top. */
  providers: Record<string, ProviderFactory>;
  /** Where state, lock and generated passphrase lie. */
  stateFolder: string;
  /** For StackReference. Default: no other stack is known. */
  stackOutputs?: StackOutputs | undefined;
  onEvent?(event: EngineEvent): void;
  /** Ends the deployment: what runs is cancelled, the state is saved, the status is `interrupted`. */
  signal?: AbortSignal;
  /** Steps that run at the same time. Default 16. */
  parallel?: number;
}

/**
 * `replace` announces a replacement; `create-replacement` and `delete-replaced` carry it out.
 * `discard` and `discard-replaced` drop a resource that was only read.
 */
export type Op =
  | 'same'
  | 'create'
  | 'update'
  | 'replace'
  | 'create-replacement'
  | 'delete-replaced'
  | 'delete'
  | 'read'
  | 'read-replacement'
  | 'discard'
  | 'discard-replaced'
  | 'remove-pending-replace';

export interface Step {
  op: Op;
  urn: string;
  type: string;
  /** URN of the resource it hangs below. */
  parent?: string;
  /** Properties that differ. */
  diffs?: string[];
  /** Properties whose change makes the replacement necessary. */
  replaces?: string[];
}

/** What a pack says of a rule, for those who have to mend what it found. */
export interface RuleHelp {
  title?: string;
  description?: string;
  remediation?: string;
  url?: string;
  severity?: 'low' | 'medium' | 'high' | 'critical';
  /** Controls of standards, and checks of scanners, that ask for it. */
  controls?: string[];
}

export interface PolicyResult {
  pack: string;
  rule: string;
  urn?: string;
  state: 'pass' | 'violation' | 'waived' | 'not-applicable';
  level: 'advisory' | 'mandatory' | 'remediate' | 'disabled';
  message?: string;
  waiver?: { reason: string; until?: string };
  /** Where the rule does not hold, or is waived. */
  help?: RuleHelp;
}

export type Severity = 'debug' | 'info' | 'warning' | 'error';

export type EngineEvent =
  | { kind: 'phase'; phase: 'preview' | 'update' | 'destroy' }
  | { kind: 'step'; status: 'started' | 'done' | 'failed'; step: Step; ms?: number; error?: string }
  | { kind: 'progress'; urn: string; message: string }
  | { kind: 'log'; severity: Severity; message: string; urn?: string }
  | { kind: 'policy'; result: PolicyResult };

export interface DeployError {
  message: string;
  urn?: string;
  /** Path of the configuration or input property that is wrong. */
  property?: string;
}

export interface DeployResult {
  /**
   * `refused`: a mandatory policy is violated. `misconfigured`: Pulumi.yaml or the stack's file is wrong, the program threw an
   * input property error (`errors` name the properties), or a policy pack's configuration does not fit it. Where several hold: interrupted, misconfigured, refused, failed.
   */
  status: 'succeeded' | 'failed' | 'refused' | 'misconfigured' | 'interrupted';
  steps: Step[];
  counts: { create: number; update: number; replace: number; delete: number; same: number };
  policies: PolicyResult[];
  /** The stack's outputs; secrets are Secret, what a preview cannot know is unknown. */
  outputs: PropertyMap;
  /** What the state holds now; after a preview, what it would hold. Empty where nothing had begun. */
  resources: ResourceState[];
  errors: DeployError[];
  /** Was (or, in a preview, would be) anything done? */
  changed: boolean;
}

export interface Deployed {
  outputs: PropertyMap;
  resources: ResourceState[];
}
