import providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import type { PropertyMap } from '../wire/index.ts';
import type { DiffResult } from './implementation.ts';

const { PropertyDiff: Message, DiffResponse } = providerPb;
const { Kind } = Message;

export interface PropertyDiff {
  kind: 'add' | 'add-replace' | 'delete' | 'delete-replace' | 'update' | 'update-replace';
  /** The difference is between old and new inputs, not between old outputs and new inputs. */
  inputDiff: boolean;
}

/** What a provider says about a change. */
export interface ProviderDiff {
  changes: 'none' | 'some' | 'unknown';
  diffs: string[];
  replaces: string[];
  stables: string[];
  deleteBeforeReplace: boolean;
  /** By property path; undefined when the provider gives none. */
  detailedDiff?: Record<string, PropertyDiff>;
}

/** Nothing is known: the engine compares inputs itself. */
export const unknownDiff: ProviderDiff = {
  changes: 'unknown',
  diffs: [],
  replaces: [],
  stables: [],
  deleteBeforeReplace: false,
};

const changesOf = {
  none: DiffResponse.DiffChanges.DIFF_NONE,
  some: DiffResponse.DiffChanges.DIFF_SOME,
  unknown: DiffResponse.DiffChanges.DIFF_UNKNOWN,
} as const;

const kindOf = {
  add: Kind.ADD,
  'add-replace': Kind.ADD_REPLACE,
  delete: Kind.DELETE,
  'delete-replace': Kind.DELETE_REPLACE,
  update: Kind.UPDATE,
  'update-replace': Kind.UPDATE_REPLACE,
} as const;

export function readDiff(response: InstanceType<typeof DiffResponse>): ProviderDiff {
  const diff: ProviderDiff = {
    changes: nameOf(changesOf, response.getChanges(), 'unknown'),
    diffs: response.getDiffsList(),
    replaces: response.getReplacesList(),
    stables: response.getStablesList(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
  };
  if (!response.getHasdetaileddiff()) return diff;
  const detailedDiff: Record<string, PropertyDiff> = {};
  response.getDetaileddiffMap().forEach((detail, path) => {
    detailedDiff[path] = {
      kind: nameOf(kindOf, detail.getKind(), 'update'),
      inputDiff: detail.getInputdiff(),
    };
  });
  return { ...diff, detailedDiff };
}

/** `diffs` and `replaces` also as detailed diff, which is what the Pulumi CLI shows a person. */
export function writeDiff(result: DiffResult, oldInputs: PropertyMap, news: PropertyMap) {
  const { diffs = [], replaces = [], stables = [] } = result;
  const response = new DiffResponse()
    .setChanges(changesOf[result.changes])
    .setDiffsList(diffs)
    .setReplacesList(replaces)
    .setStablesList(stables)
    .setDeletebeforereplace(result.deleteBeforeReplace ?? false);
  const named = new Set([...diffs, ...replaces]);
  if (result.changes !== 'some' || named.size === 0) return response;
  for (const property of named) {
    const detail = new Message()
      .setKind(kindOf[detailKind(property, replaces.includes(property), oldInputs, news)])
      .setInputdiff(property in oldInputs || property in news);
    response.getDetaileddiffMap().set(property, detail);
  }
  return response.setHasdetaileddiff(true);
}

function detailKind(
  property: string,
  replaces: boolean,
  oldInputs: PropertyMap,
  news: PropertyMap,
): PropertyDiff['kind'] {
  const was = property in oldInputs;
  const is = property in news;
  const kind = is && !was ? 'add' : was && !is ? 'delete' : 'update';
  return replaces ? `${kind}-replace` : kind;
}

function nameOf<Name extends string>(codes: Record<Name, number>, code: number, otherwise: Name): Name {
  for (const name in codes) if (codes[name] === code) return name;
  return otherwise;
}
