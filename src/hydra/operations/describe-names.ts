import type { ResourceModel } from '../model/model.ts';
import type { DeclaredAction } from './declared.ts';

/** `/organization-addresses` → `OrganizationAddresses`, `/login/refresh` → `LoginRefresh`; holes are left out. */
export function pascal(path: string): string {
  return path
    .split(/[/-]/)
    .filter((word) => word !== '' && !word.startsWith('{'))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `OrganizationUser` → `organizationUser`. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The name of an action where it hangs: `cancel` on its resource, `loginRefresh` on the entry point. */
export function actionName({ subject, path, name }: DeclaredAction): string {
  return subject === null ? lowerFirst(pascal(path)) : lowerFirst(pascal(name));
}

/** The last segment of a collection's path names many: `Meetings`. */
export function pluralOf({ resource }: ResourceModel): string {
  return pascal(resource.path);
}
