import { compileWriter } from '../../formats/compile-writer.ts';
import type { Affordance } from '../../plan/affordances.ts';
import type { Asker } from '../../plan/fold.ts';
import { listStatements } from '../../plan/list-statement.ts';
import type { ReadPlan } from '../../plan/read-plan.ts';
import { fingerprint, readPlan } from '../../plan/read-plan.ts';
import type { CompileContext } from '../compile-resource.ts';
import type { LensPlan } from '../served.ts';
import type { AffordanceTexts } from './affordance-texts.ts';
import { affordanceTexts } from './affordance-texts.ts';
import { askedAffordances } from './asked-affordances.ts';
import type { DescribedAffordances } from './described-affordances.ts';

/** A reading with the answers, and what they are worded as. */
interface Answering {
  readonly read: ReadPlan;
  readonly texts: AffordanceTexts;
}

/** Another plan of each lens, whose answers say what may be done; lenses that say the same share it. */
export function affordingPlans(
  context: CompileContext,
  plans: readonly LensPlan[],
  askers: readonly Asker[],
  described: DescribedAffordances,
): readonly LensPlan[] {
  const unasked = new Map<LensPlan, LensPlan>();
  const kept = new Map<string, LensPlan>();
  return plans.map((lens, number) => {
    const known = unasked.get(lens);
    const asker = askers[number];
    if (known !== undefined) return known;
    if (asker === undefined) throw new TypeError('There is a plan for each asker.');
    const asked = askedAffordances(described, lens.patch?.body.fields.map(({ field }) => field) ?? []);
    const answering = answeringOf(context, lens, asker, described, asked);
    const { read, texts } = answering;
    const key = JSON.stringify([plans.indexOf(lens), read.item, read.list, texts.item, texts.collection]);
    const made = kept.get(key) ?? afforded(context, lens, answering);
    kept.set(key, made);
    // Where rows are asked nothing, all askers of a lens get the same answers.
    if (asked.length === 0) unasked.set(lens, made);
    return made;
  });
}

function answeringOf(
  { model, pathOf, base }: CompileContext,
  lens: LensPlan,
  asker: Asker,
  described: DescribedAffordances,
  asked: readonly Affordance[],
): Answering {
  const read = readPlan(model, lens.read.of, asker, pathOf, asked);
  return { read, texts: affordanceTexts({ base, lens, described, read }) };
}

function afforded({ base, pathOf, scalars }: CompileContext, lens: LensPlan, { read, texts }: Answering): LensPlan {
  const { item, collection, narrowed } = texts;
  const build = fingerprint([read.build, JSON.stringify(item), collection]);
  return Object.freeze({
    ...lens,
    read: Object.freeze({ ...read, build }),
    statements: listStatements(read),
    write: { ...lens.write, ld: compileWriter(read.shape, { keywords: true, base, pathOf }, scalars, item) },
    affords: Object.freeze({ collection, narrowed }),
  });
}
