import type { Violation } from '../problem.ts';
import { LONGEST_CURSOR } from './cursor-seal.ts';
import type { Paging, Parameter, Reading } from './parameter.ts';
import { mustBe, openapiParameter } from './parameter.ts';
import { readBoolean } from './value.ts';

/** The paging of a request that says nothing about it. */
export const FIRST_PAGE: Paging = Object.freeze({
  page: 1,
  cursor: null,
  itemsPerPage: 30,
  whole: false,
  partial: false,
});

/** More are not served at once; whoever asks for more gets this many. */
export const MOST_ITEMS = 300;

const LAST_PAGE = 2 ** 31 - 1;

/** `page`, `itemsPerPage`, `cursor`, `partial`, `pagination`. */
export function pageParameters(wholeGranted: boolean): readonly Parameter[] {
  return [PAGE, ITEMS_PER_PAGE, CURSOR, PARTIAL, pagination(wholeGranted)];
}

/** What is wrong with the parameters together; none: nothing. */
export function pagingComplaints(sent: readonly Partial<Paging>[]): readonly Violation[] {
  const paging: Paging = Object.assign({ ...FIRST_PAGE }, ...sent);
  const { page, cursor, itemsPerPage, whole } = paging;
  const isNumbered = sent.some((each) => each.page !== undefined);
  return [
    ...(isNumbered && cursor !== null ? [wrong('page', 'must be left out with cursor.')] : []),
    ...(whole && page > 1 ? [wrong('page', 'must be left out with pagination=false.')] : []),
    ...(whole && cursor !== null ? [wrong('cursor', 'must be left out with pagination=false.')] : []),
    ...(itemsPerPage === 0 && page > 1 ? [wrong('page', 'must be 1 with itemsPerPage=0, which only counts.')] : []),
    ...(itemsPerPage === 0 && cursor ? [wrong('cursor', 'must be empty with itemsPerPage=0, which only counts.')] : []),
  ];
}

function wrong(propertyPath: 'page' | 'cursor', message: string): Violation {
  return { propertyPath, message, code: 'value' };
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

export const ITEMS_PER_PAGE: Parameter = {
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

export const CURSOR: Parameter = {
  name: 'cursor',
  many: false,
  property: 'hydra:pageReference',
  openapi: [
    openapiParameter(
      'cursor',
      'Instead of page: empty for the first page, then as the links of the view have it. Pages stay exact while rows come and go.',
      { type: 'string', maxLength: LONGEST_CURSOR },
    ),
  ],
  // Whether it is one of ours is seen when it is known what it must be about.
  read: ([cursor = '']) => paging({ cursor }),
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
