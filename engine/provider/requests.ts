// The requests about a resource, put together from property maps. What a provider does not understand is left out of the values.
import providerPb from '@pulumi/pulumi/proto/provider_pb.js';
import { type StructOptions, toStruct } from '../wire/struct.ts';
import type { PropertyMap } from '../wire/value.ts';
import { about, type Subject } from './subject.ts';

export interface Operation {
  preview?: boolean;
  /** Seconds; 0, the default, leaves it to the provider. */
  timeout?: number;
  ignoreChanges?: string[];
}

/** A resource as the state has it. */
export interface Existing {
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
}

export function checkRequest(s: Subject, olds: PropertyMap, news: PropertyMap, u?: StructOptions) {
  return about(new providerPb.CheckRequest(), s).setOlds(toStruct(olds, u)).setNews(toStruct(news, u));
}

export function diffRequest(s: Subject, old: Existing, news: PropertyMap, o: Operation, u: StructOptions) {
  return about(new providerPb.DiffRequest(), s)
    .setId(old.id)
    .setOldInputs(toStruct(old.inputs, u))
    .setOlds(toStruct(old.outputs, u))
    .setNews(toStruct(news, u))
    .setIgnorechangesList(o.ignoreChanges ?? []);
}

export function createRequest(s: Subject, inputs: PropertyMap, o: Operation, u: StructOptions) {
  return about(new providerPb.CreateRequest(), s)
    .setProperties(toStruct(inputs, u))
    .setPreview(o.preview ?? false)
    .setTimeout(o.timeout ?? 0);
}

export function readRequest(s: Subject, { id, inputs, outputs }: Existing, u: StructOptions) {
  return about(new providerPb.ReadRequest(), s)
    .setId(id)
    .setInputs(toStruct(inputs, u))
    .setProperties(toStruct(outputs, u));
}

export function updateRequest(s: Subject, old: Existing, news: PropertyMap, o: Operation, u: StructOptions) {
  return about(new providerPb.UpdateRequest(), s)
    .setId(old.id)
    .setOldInputs(toStruct(old.inputs, u))
    .setOlds(toStruct(old.outputs, u))
    .setNews(toStruct(news, u))
    .setPreview(o.preview ?? false)
    .setTimeout(o.timeout ?? 0)
    .setIgnorechangesList(o.ignoreChanges ?? []);
}

export function deleteRequest(s: Subject, { id, inputs, outputs }: Existing, o: Operation, u: StructOptions) {
  return about(new providerPb.DeleteRequest(), s)
    .setId(id)
    .setOldInputs(toStruct(inputs, u))
    .setProperties(toStruct(outputs, u))
    .setTimeout(o.timeout ?? 0);
}

export function invokeRequest(token: string, args: PropertyMap, o: Operation, u: StructOptions) {
  return new providerPb.InvokeRequest()
    .setTok(token)
    .setArgs(toStruct(args, u))
    .setPreview(o.preview ?? false);
}
