import type { ResourceModel } from '../model/model.ts';
import type { DescriptionSources } from './describe.ts';
import { describeGet, describeList } from './describe-reads.ts';
import { describeCreate, describeDelete, describePatch } from './describe-writes.ts';
import type { OperationDescription } from './description.ts';

/** List, item and the writes of one resource, in this order. */
export function describeResource(sources: DescriptionSources, of: ResourceModel): readonly OperationDescription[] {
  const { create, patch, delete: remove, singleton } = of.resource;
  return [
    ...(singleton ? [] : [describeList(sources, of)]),
    ...(singleton || create === null ? [] : [describeCreate(sources, of)]),
    describeGet(sources, of),
    ...(patch === null ? [] : [describePatch(sources, of)]),
    ...(singleton || remove === null ? [] : [describeDelete(sources, of)]),
  ];
}
