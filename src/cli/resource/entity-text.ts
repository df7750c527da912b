import type { ResourceName } from './resource-name.ts';

/** The source of an entity that belongs to an organization and has a name: a start, to be filled in. */
export function entityText({ className, table, plural, words }: ResourceName): string {
  return `import { Length } from 'class-validator';
import { Column, Entity, Index } from 'typeorm';
import { CountedId, Property, Resource, Trim } from '../src/hydra/declare/index.ts';
import { admin, member } from './access.ts';
import { TenantRow } from './tenant-row.ts';

/** ${capital(article(words))} of an organization. */
@Entity({ name: '${table}' })
@Resource({
  path: '/${plural}',
  read: member,
  create: admin,
  patch: admin,
  delete: admin,
  filters: { name: 'partial' },
  sortable: ['name'],
})
@Index(['organizationId', 'name'])
export class ${className} extends TenantRow {
  @CountedId()
  id!: string;

  @Column('text')
  @Trim()
  @Length(1, 120)
  @Property()
  name!: string;
}
`;
}

/** The vocabulary of such an entity; `id` and `name` are shared terms. */
export function contextText({ className, words }: ResourceName): string {
  const described = [
    [className, `${capital(article(words))} of an organization.`],
    [`${className}/id`, 'A number that counts up.'],
    [`${className}/name`, `What people call the ${words}. Filter: part of the text, in any case.`],
  ];
  const graph = described.map(([id, comment]) => ({ '@id': id, 'rdfs:comment': comment }));
  return `${JSON.stringify({ '@context': {}, '@graph': graph })}\n`;
}

/** The list of entities with one more, in the order of the alphabet. */
export function withEntity(index: string, { kebab, className }: ResourceName): string {
  const imported = `import { ${className} } from './${kebab}.ts';\n`;
  const [head = '', list = ''] = index.split(/(?<=\[\n)/);
  const at = head.indexOf('\n\n') + 1;
  const entries = (/^(?: {2}\w+,\n)+/.exec(list)?.[0] ?? '').split('\n').filter((line) => line !== '');
  const sorted = [...entries, `  ${className},`].sort().join('\n');
  return `${head.slice(0, at)}${imported}${head.slice(at)}${list.replace(/^(?: {2}\w+,\n)+/, `${sorted}\n`)}`;
}

function article(words: string): string {
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
