import type { Parameter } from './parameter.ts';

/**
 * The text of `hydra:search`: an RFC 6570 template, whose brackets are percent-encoded, and what each variable means,
 * named as decoded.
 */
export function searchText(path: string, parameters: readonly Parameter[]): string {
  const variables = parameters.flatMap(variablesOf);
  const expressions = variables.map(({ variable }) => expressionOf(variable));
  return JSON.stringify({
    '@type': 'hydra:IriTemplate',
    'hydra:template': expressions.length === 0 ? path : `${path}{?${expressions.join(',')}}`,
    'hydra:variableRepresentation': 'BasicRepresentation',
    'hydra:mapping': variables.map((each) => ({ '@type': 'IriTemplateMapping', ...each, required: false })),
  });
}

function variablesOf({ name, many, property }: Parameter): { variable: string; property: string }[] {
  if (property === null) return [];
  const single = { variable: name, property };
  return many ? [single, { variable: `${name}[]`, property }] : [single];
}

/** A list is exploded: each of its values is sent under the name. */
function expressionOf(variable: string): string {
  return encodeURIComponent(variable) + (variable.endsWith('[]') ? '*' : '');
}
