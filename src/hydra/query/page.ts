import type { Paging, Parameter, Reading } from './parameter.ts';
import { mustBe, openapiParameter } from './parameter.ts';
import { readBoolean } from './value.ts';

/** The paging of a request that says nothing about it. */
export const FIRST_PAGE: Paging = Object.freeze({ page: 1, itemsPerPage: 30, whole: false, partial: false });

/** More are not served at once; whoever asks for more gets this many. */
export const MOST_ITEMS = 300;

const LAST_PAGE = 2 ** 31 - 1;

/** `page`, `itemsPerPage`, `partial`, `pagination`. */
export function pageParameters(wholeGranted: boolean): readonly Parameter[] {
  return [PAGE, ITEMS_PER_PAGE, PARTIAL, pagination(wholeGranted)];
}

/** What is wrong with the parameters together; null: nothing. */
export function pagingComplaint({ page, itemsPerPage, whole }: Paging): string | null {
  if (page === 1) return null;
  if (whole) return 'must be left out with pagination=false.';
  return itemsPerPage === 0 ? 'must be 1 with itemsPerPage=0, which only counts.' : null;
}

const PAGE: Parameter = {
  name: 'page',
  many: false,
  property: 'hydra:pageIndex',
  openapi: [
    openapiParameter('page', 'The number of the page, from 1.', {
      type: 'integer',
      minimum: 1,
      maximum: LAST_PAGE,
      default: 1,
    }),
  ],
  read: ([text = '']) => {
    const page = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
    return page <= LAST_PAGE ? paging({ page }) : mustBe(`an integer from 1 to ${LAST_PAGE}`);
  },
};

const ITEMS_PER_PAGE: Parameter = {
  name: 'itemsPerPage',
  many: false,
  property: 'hydra:limit',
  openapi: [
    openapiParameter(
      'itemsPerPage',
      `How many rows a page has; 0 only counts, above ${MOST_ITEMS} gives ${MOST_ITEMS}.`,
      {
        type: 'integer',
        minimum: 0,
        default: FIRST_PAGE.itemsPerPage,
      },
    ),
  ],
  read: ([text = '']) => {
    if (!/^(?:0|[1-9]\d*)$/.test(text)) return mustBe('an integer, 0 or more');
    return paging({ itemsPerPage: Math.min(Number(text), MOST_ITEMS) });
  },
};

const PARTIAL: Parameter = {
  name: 'partial',
  many: false,
  property: null,
  openapi: [
    openapiParameter('partial', 'Leaves out the total and the last page.', { type: 'boolean', default: false }),
  ],
  read: ([text = '']) => {
    const partial = readBoolean(text);
    return partial === null ? mustBe('true or false') : paging({ partial: partial === 'true' });
  },
};

/** Known everywhere, so that asking in vain for a whole collection is told apart from a misspelt name. */
function pagination(granted: boolean): Parameter {
  const description = 'false gives every row at once.';
  const schema = { type: 'boolean', default: true };
  return {
    name: 'pagination',
    many: false,
    property: null,
    openapi: granted ? [openapiParameter('pagination', description, schema)] : [],
    read: ([text = '']) => {
      const paged = readBoolean(text);
      if (paged === null) return mustBe('true or false');
      if (paged === 'false' && !granted) return mustBe('true: this collection is only given in pages');
      return paging({ whole: paged === 'false' });
    },
  };
}

function paging(part: Partial<Paging>): Reading {
  return { kind: 'paging', paging: part };
}
