import type { ResourceModel } from '../model/model.ts';

/** Path of one row below the base, as a template; a singleton is its own only row. */
export function itemPath({ resource }: ResourceModel): string {
  return resource.singleton ? resource.path : `${resource.path}/{id}`;
}
