import type { HydraOperation } from './advertised.ts';
import type { JsonObject } from './json.ts';
import { listOf, objectOf, textOf } from './json.ts';

/** What is read from the Hydra documentation and the entry point. */
export interface HydraReading {
  readonly operations: readonly HydraOperation[];
  readonly everywhere: ReadonlySet<number>;
  readonly collectionOf: (classOf: string, property: string) => string | null;
}

/** A class with the path of its collection or, for the one of its kind, its own. */
interface Home {
  readonly classOf: string;
  readonly path: string;
  readonly isCollection: boolean;
}

/** The operations of an API documentation, each with the path template that the entry point leads to. */
export function readHydra(documentation: JsonObject, entrypoint: JsonObject): HydraReading {
  const classes = new Map(
    listOf(documentation['hydra:supportedClass']).map((each) => [textOf(objectOf(each)['@id']), objectOf(each)]),
  );
  const links = propertiesOf(classes.get('#Entrypoint'));
  const homes = links.flatMap((link) => homeOf(link, entrypoint));
  const base = textOf(entrypoint['@id']);
  return {
    operations: [
      ...operationsOf(classes.get('#Entrypoint'), base),
      ...links.flatMap((link) => operationsOf(link, textOf(entrypoint[textOf(link['rdfs:label'])]))),
      ...homes.flatMap((home) => operationsBelow(classes.get(home.classOf), home)),
      ...[...classes]
        .filter(([id]) => id === '#EntrypointActions')
        .flatMap(([, each]) => propertiesOf(each))
        .flatMap((link) => operationsOf(link, '')),
    ],
    everywhere: new Set(statusesOf(documentation)),
    collectionOf: (classOf, property) => {
      const range = rangesOf(propertiesOf(classes.get(classOf)).find((each) => each['rdfs:label'] === property));
      return homes.find((home) => home.isCollection && range.includes(home.classOf))?.path ?? null;
    },
  };
}

/** The properties of a class, without what is said about their use in it. */
function propertiesOf(of: JsonObject | undefined): readonly JsonObject[] {
  return listOf(of?.['hydra:supportedProperty']).map((each) => objectOf(objectOf(each)['hydra:property']));
}

function rangesOf(property: JsonObject | undefined): readonly string[] {
  return listOf(property?.range).map((each) => (typeof each === 'string' ? each : textOf(objectOf(each)['@id'])));
}

function homeOf(link: JsonObject, entrypoint: JsonObject): readonly Home[] {
  const path = textOf(entrypoint[textOf(link['rdfs:label'])]);
  const member = textOf(objectOf(objectOf(link['hydra:memberAssertion'])['hydra:object'])['@id']);
  if (member !== '') return [{ classOf: member, path, isCollection: true }];
  return rangesOf(link).map((classOf) => ({ classOf, path, isCollection: false }));
}

/** Operations of an item, and of the links that are its actions. */
function operationsBelow(of: JsonObject | undefined, { path, isCollection }: Home): readonly HydraOperation[] {
  const item = isCollection ? `${path}/{id}` : path;
  const links = propertiesOf(of).flatMap((link) => operationsOf(link, `${item}/{action}`));
  return [...operationsOf(of, item), ...links];
}

/** An action's path ends with its name in kebab case; one that is about no record is known by its name alone. */
function operationsOf(of: JsonObject | undefined, path: string): readonly HydraOperation[] {
  const action = textOf(of?.['rdfs:label']);
  return listOf(of?.['hydra:supportedOperation']).map((each) => {
    const node = objectOf(each);
    return {
      title: textOf(node['hydra:title']),
      method: textOf(node['hydra:method']),
      path: path.replace('{action}', kebab(action)),
      action,
      expects: typeof node.expects === 'string' ? node.expects : null,
      statuses: new Set(statusesOf(node)),
      expectsHeaders: headersOf(node['hydra:expectsHeader']),
      returnsHeaders: headersOf(node['hydra:returnsHeader']),
    };
  });
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function statusesOf(of: JsonObject): readonly number[] {
  return listOf(of['hydra:possibleStatus']).map((each) => Number(objectOf(each)['hydra:statusCode']));
}

function headersOf(specifications: unknown): ReadonlySet<string> {
  return new Set(listOf(specifications).map((each) => textOf(objectOf(each)['hydra:headerName']).toLowerCase()));
}
