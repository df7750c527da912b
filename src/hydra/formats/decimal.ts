/** A decimal as the wire shows it: at least two digits after the point, at most four. */
export function decimalOfRow(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0').slice(0, 4)}`;
}
