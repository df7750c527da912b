import type { Case, CaseWorld } from '../cases/case.ts';
import { pagesOf } from '../cases/reads.ts';
import type { BenchDatabase } from '../data/bench-database.ts';
import type { Filled } from '../data/fill.ts';
import { askFor } from '../load/ask.ts';
import type { RequestText } from '../load/requests.ts';
import type { TargetName, Targets } from '../processes/start-targets.ts';
import { logStatements } from './statement-log.ts';

/** Statements per request of each target in each case, and of the product by kind of page. */
export interface StatementCounts {
  readonly of: (each: Case, target: TargetName) => number | null;
  readonly pages: readonly PageStatements[];
  /** The text of the statement that gives the product the total of its meetings. */
  readonly stateStatement: string | null;
  /** That of a meeting. */
  readonly itemStatement: string | null;
}

/** Statements of the product for pages that must cost the same. */
export interface PageStatements {
  readonly what: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** Counts what PostgreSQL runs for single requests. */
export function countStatements(
  cases: readonly Case[],
  world: CaseWorld,
  database: BenchDatabase,
  { processes }: Targets,
): Promise<StatementCounts> {
  return logStatements(database, async (count) => {
    const counted = new Map<string, number>();
    for (const each of cases) {
      for (const target of each.targets) {
        if (target === 'constant') continue;
        const { status, text } = each.requests(target, world);
        let number = 0;
        const { perRequest } = await count(() => askFor(processes[target].port, status, text(number++)));
        counted.set(`${each.name} ${target}`, perRequest);
      }
    }
    const product = (request: RequestText) => count(() => askFor(processes.product.port, 200, request));
    const list = await product(page(world, world.large, ''));
    const item = await product(page(world, world.small, `/${world.small.meetingIds.first}`));
    return {
      of: (each, target) => counted.get(`${each.name} ${target}`) ?? null,
      pages: await countPages(world, async (request) => (await product(request)).perRequest),
      stateStatement: list.texts.find((text) => text.includes('collection_state')) ?? null,
      itemStatement: item.texts.find((text) => text.includes('"meeting"')) ?? null,
    };
  });
}

async function countPages(
  world: CaseWorld,
  count: (request: RequestText) => Promise<number>,
): Promise<readonly PageStatements[]> {
  const { small, large } = world;
  const last = ({ meetings }: Filled): string => `?page=${pagesOf({ meetings })}`;
  return [
    {
      what: 'members per page',
      counts: {
        10: await count(page(world, small, '?itemsPerPage=10')),
        100: await count(page(world, small, '?itemsPerPage=100')),
        300: await count(page(world, small, '?itemsPerPage=300')),
      },
    },
    {
      what: 'first page, rows in the collection',
      counts: { 1111: await count(page(world, small, '')), 90000: await count(page(world, large, '')) },
    },
    {
      what: 'last page, rows in the collection',
      counts: {
        1111: await count(page(world, small, last(small))),
        90000: await count(page(world, large, last(large))),
      },
    },
  ];
}

function page({ headers }: CaseWorld, { id }: Filled, query: string): RequestText {
  return { path: `/api/meetings${query}`, headers: headers('product', id) };
}
