import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectRoot } from '../project-root.ts';
import { StartError } from '../start-error.ts';
import { contextText, entityText, withEntity } from './resource/entity-text.ts';
import { resourceName } from './resource/resource-name.ts';
import { testText } from './resource/test-text.ts';
import { print, run } from './support/run.ts';
import { tidy } from './support/tidy.ts';

// `npm run new:resource -- coupon` writes an entity, its context, a test and its line in the list of entities.
run(async () => {
  const name = resourceName(process.argv[2]);
  const made = new Map([
    [`entities/${name.kebab}.ts`, entityText(name)],
    [`contexts/${name.kebab}.jsonld`, contextText(name)],
    [`tests/api/${name.plural}.test.ts`, testText(name)],
  ]);
  refuseExisting([...made.keys()]);
  const index = 'entities/index.ts';
  made.set(index, withEntity(await readFile(join(projectRoot, index), 'utf8'), name));
  for (const [file, text] of made) await write(join(projectRoot, file), text);
  tidy([...made.keys()]);
  print(`Wrote ${[...made.keys()].join(', ')}.`);
  print(`Fill in the entity and its terms, then: npm run migration:generate -- create-${name.kebab}`);
});

function refuseExisting(files: readonly string[]): void {
  const there = files.filter((file) => existsSync(join(projectRoot, file)));
  if (there.length > 0) throw new StartError(there.map((file) => `${file} is there already; choose another name.`));
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
