import type { Case, CaseWorld } from '../cases/case.ts';
import { askFor } from '../load/ask.ts';
import type { TargetName, Targets } from '../processes/start-targets.ts';
import { difference, withoutId } from './same-document.ts';

/** How many of a case's requests are compared. */
const SAMPLES = 3;

/**
 * Compares what the targets of a case answer. Gives a sentence for each that answers something else than the product;
 * the constant one and answers without a document are left out.
 */
export async function compareTargets(
  each: Case,
  world: CaseWorld,
  { processes }: Targets,
): Promise<ReadonlyMap<TargetName, string>> {
  const wrong = new Map<TargetName, string>();
  for (const target of each.targets) {
    if (target === 'constant') continue;
    const found = await compare(each, world, { target, ports: [processes.product.port, processes[target].port] }).catch(
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (found !== null) wrong.set(target, `${each.name}: ${target} answers something else: ${found}`);
  }
  return wrong;
}

async function compare(
  each: Case,
  world: CaseWorld,
  { target, ports }: { readonly target: TargetName; readonly ports: readonly [number, number] },
): Promise<string | null> {
  const expected = each.requests('product', world);
  const actual = each.requests(target, world);
  for (let number = 0; number < SAMPLES; number += 1) {
    const ours = await askFor(ports[0], expected.status, expected.text(number));
    const theirs = await askFor(ports[1], actual.status, actual.text(number));
    if (expected.status === 304 || each.otherSyntax === true) continue;
    const found = differenceIn(each, ours.text, theirs.text);
    if (found !== null) return found;
  }
  return null;
}

/** Each target writes a row of its own, or its own text into one. */
function differenceIn(each: Case, ours: string, theirs: string): string | null {
  const documents = [ours, theirs].map((text): unknown => JSON.parse(text));
  const [expected, actual] = each.writes === true ? documents.map(comparable) : documents;
  return difference(expected, actual);
}

function comparable(document: unknown): unknown {
  const text = JSON.stringify(withoutId(document));
  return JSON.parse(text.replace(/"Changed for the \d+th time\."/, '"Changed"'));
}
