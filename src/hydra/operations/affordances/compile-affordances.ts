import { compileWriter } from '../../formats/compile-writer.ts';
import type { Affordance } from '../../plan/affordances.ts';
import type { Asker } from '../../plan/fold.ts';
import { listStatements } from '../../plan/list-statement.ts';
import type { ReadPlan } from '../../plan/read-plan.ts';
import { fingerprint, readPlan } from '../../plan/read-plan.ts';
import { compileReading, keptSets } from '../compile-reading.ts';
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

function afforded(context: CompileContext, lens: LensPlan, { read, texts }: Answering): LensPlan {
  const { item, collection, narrowed } = texts;
  const build = fingerprint([read.build, JSON.stringify(item), collection]);
  const whole = Object.freeze({ ...read, build });
  const affords = Object.freeze({ collection, narrowed });
  const written = (of: ReadPlan) => compileWriter(of.shown, { ...context, keywords: true }, context.scalars, item);
  return Object.freeze({
    ...lens,
    read: whole,
    statements: listStatements(whole),
    write: { ...lens.write, ld: written(whole) },
    affords,
    narrowed: keptSets((fields) => {
      const some = narrowedPlan(whole, fields);
      const reading = compileReading(context, some, lens.parameters);
      return Object.freeze({ ...reading, write: { ...reading.write, ld: written(some) }, affords });
    }),
  });
}

/** Everything is read, since rules and hidden fields decide what may be done, and some of it is shown. */
function narrowedPlan(read: ReadPlan, names: readonly string[]): ReadPlan {
  const fields = read.shape.fields.filter(({ field }) => names.includes(field.name));
  const shown = { ...read.shape, fields };
  return Object.freeze({ ...read, shown, prepared: false, build: fingerprint([read.build, ...names]) });
}
