/** Lower-case words joined by hyphens: `OrganizationUser` → `organization-user`, `applyCoupon` → `apply-coupon`. */
export function kebab(name: string): string {
  return name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
