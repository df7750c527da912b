import type { ClassModel, Model } from '../model.ts';

/** Each resource has a table, an id, a version and a path of its own; at most one class is the tenant. */
export function checkResources(model: Model): readonly string[] {
  const declared = model.classes.filter(({ resource }) => resource !== null);
  return [...declared.flatMap(checkOne), ...checkPaths(declared), ...checkTenant(declared), ...checkNames(model)];
}

function checkOne(type: ClassModel): string[] {
  const mistakes: string[] = [];
  if (type.table === null) mistakes.push(`${type.name}: add @Entity, a resource is stored in a table.`);
  if (type.id === null) mistakes.push(`${type.name}: add @CountedId, @RandomId or @CodeId to its key.`);
  const changes = type.resource?.patch !== null || type.resource?.delete !== null;
  if (type.version === null && changes) {
    mistakes.push(`${type.name}: add @Version, entity tags and lost updates are decided by it.`);
  }
  if (type.belongs === 'tenant' && type.columns[0]?.array === true) mistakes.push(`${type.name}: the key is no list.`);
  return mistakes;
}

function checkPaths(declared: readonly ClassModel[]): string[] {
  const seen = new Map<string, string>();
  return declared.flatMap(({ name, resource }) => {
    const path = resource?.path ?? '';
    const other = seen.get(path);
    seen.set(path, name);
    if (!/^(\/[a-z][a-z0-9-]*)+$/.test(path)) return [`${name}: write its path in lower-case kebab, e.g. /books.`];
    return other === undefined ? [] : [`${name}: choose another path, ${path} is ${other}'s.`];
  });
}

function checkTenant(declared: readonly ClassModel[]): string[] {
  const tenants = declared.filter(({ resource }) => resource?.tenant === true);
  return tenants.length > 1 ? [`${tenants.map(({ name }) => name).join(', ')}: only one class can be the tenant.`] : [];
}

function checkNames({ classes }: Model): string[] {
  const names = classes.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(twice)].map((name) => `${name}: rename one of the classes, the name is its IRI.`);
}
