import type { Drift } from './read-drift.ts';

/** The name of a migration's file and class: `create-coupon` and the milliseconds since 1970. */
export interface MigrationName {
  readonly words: string;
  readonly time: number;
}

/** `CreateCoupon1760000000000`, under which it is recorded. */
function classNameOf({ words, time }: MigrationName): string {
  return `${words.split('-').map(capital).join('')}${time}`;
}

/** `1760000000000-create-coupon.ts`. */
export function fileNameOf({ words, time }: MigrationName): string {
  return `${time}-${words}.ts`;
}

/** The source of a migration that runs the statements one by one. */
export function migrationText(name: MigrationName, { up, down }: Drift): string {
  const className = classNameOf(name);
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
${up.map(literal).join('\n')}
];

const DOWN = [
${down.map(literal).join('\n')}
];

/** ${capital(name.words.replaceAll('-', ' '))}. */
export class ${className} implements MigrationInterface {
  readonly name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
`;
}

/** The list of migrations with one more at its end. */
export function withMigration(index: string, name: MigrationName): string {
  const className = classNameOf(name);
  const imported = `import { ${className} } from './${fileNameOf(name)}';\n`;
  const at = index.indexOf('\n\n') + 1;
  return `${index.slice(0, at)}${imported}${index.slice(at).replace(/\];\s*$/, `  ${className},\n];\n`)}`;
}

function literal(statement: string): string {
  return `  \`${broken(statement).replace(/[\\`]|\$(?=\{)/g, (special) => `\\${special}`)}\`,`;
}

/** A table is read column by column. */
function broken(statement: string): string {
  const [, head, body] = /^(CREATE TABLE "[^"]+") \((.*)\)$/s.exec(statement) ?? [];
  return head === undefined || body === undefined ? statement : `${head} (\n    ${parts(body).join(',\n    ')}\n  )`;
}

/** Splits at the commas that stand in no parentheses and in no text. */
function parts(body: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let isText = false;
  let start = 0;
  for (const [at, letter] of [...body].entries()) {
    if (letter === "'") isText = !isText;
    else if (isText) continue;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === ',' && depth === 0) {
      found.push(body.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...found, body.slice(start).trim()];
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
