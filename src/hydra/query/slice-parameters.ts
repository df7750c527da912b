import { combined } from './combine.ts';
import { CURSOR, ITEMS_PER_PAGE, MOST_ITEMS } from './page.ts';
import type { Parameter } from './parameter.ts';
import type { CollectionParameters } from './parameters.ts';
import { spellingsOf } from './spellings.ts';
import { searchTemplate, searchText } from './template.ts';

/** What the query of a collection may say whose items are kept elsewhere: nobody counts or numbers its pages. */
const PARAMETERS: readonly Parameter[] = Object.freeze([
  described(ITEMS_PER_PAGE, `How many items a page has; above ${MOST_ITEMS} gives ${MOST_ITEMS}.`),
  described(CURSOR, 'Empty for the first page, then as the links of the view have it.'),
]);

const UNORDERED: CollectionParameters['sorted'] = Object.freeze({ terms: [], fast: true });

/** How such a query is told and read. */
export const SLICE_QUERY: Pick<CollectionParameters, 'openapi' | 'spellings' | 'sorted' | 'empty'> = Object.freeze({
  openapi: Object.freeze(PARAMETERS.flatMap(({ openapi }) => openapi)),
  spellings: spellingsOf(PARAMETERS),
  sorted: UNORDERED,
  empty: combined('', [], [], UNORDERED),
});

/** The JSON text of `hydra:search` at the address of such a collection. */
export function sliceSearch(path: string): string {
  return searchText(searchTemplate(path, PARAMETERS));
}

function described(parameter: Parameter, description: string): Parameter {
  return { ...parameter, openapi: parameter.openapi.map((each) => ({ ...each, description })) };
}
