import type { Parameter } from './parameter.ts';

/** How a collection can be searched. */
export interface SearchTemplate {
  /** An RFC 6570 template, whose brackets are percent-encoded. */
  readonly template: string;
  /** What each variable means; named as decoded. */
  readonly mappings: readonly SearchMapping[];
}

/** A variable and the name of a field or a Hydra term, such as `hydra:limit`. */
export interface SearchMapping {
  readonly variable: string;
  readonly property: string;
}

export function searchTemplate(path: string, parameters: readonly Parameter[]): SearchTemplate {
  const mappings = parameters.flatMap(variablesOf);
  const expressions = mappings.map(({ variable }) => expressionOf(variable));
  return { template: expressions.length === 0 ? path : `${path}{?${expressions.join(',')}}`, mappings };
}

/** The JSON text of `hydra:search`. */
export function searchText({ template, mappings }: SearchTemplate): string {
  return JSON.stringify({
    '@type': 'hydra:IriTemplate',
    'hydra:template': template,
    'hydra:variableRepresentation': 'BasicRepresentation',
    'hydra:mapping': mappings.map((each) => ({ '@type': 'IriTemplateMapping', ...each, required: false })),
  });
}

function variablesOf({ name, many, property }: Parameter): SearchMapping[] {
  if (property === null) return [];
  const single = { variable: name, property };
  return many ? [single, { variable: `${name}[]`, property }] : [single];
}

/** A list is exploded: each of its values is sent under the name. */
function expressionOf(variable: string): string {
  return encodeURIComponent(variable) + (variable.endsWith('[]') ? '*' : '');
}
