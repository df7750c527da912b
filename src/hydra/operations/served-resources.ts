import { addressOfRow } from '../formats/address.ts';
import { decimalOfRow } from '../formats/decimal.ts';
import { instantOfRow } from '../instant.ts';
import type { IriPlace } from '../iri.ts';
import type { ClassModel, Model, ResourceModel } from '../model/model.ts';
import type { Lenses } from '../plan/lenses.ts';
import { byLens } from '../plan/lenses.ts';
import type { Caller } from '../seams.ts';
import { whileClosed } from './affordances/asked-affordances.ts';
import { affordingPlans } from './affordances/compile-affordances.ts';
import { describedAffordances } from './affordances/described-affordances.ts';
import type { NarrowedClass } from './affordances/narrowed-class.ts';
import type { CompileContext } from './compile-resource.ts';
import { compileLens } from './compile-resource.ts';
import type { Declared } from './declared.ts';
import type { OperationDescription } from './description.ts';
import { offersOf } from './offers.ts';
import type { Rows, Settings } from './rows.ts';
import type { LensPlan, ServedResource } from './served.ts';

/** What resources are compiled from. */
export interface ResourceSources {
  readonly model: Model;
  readonly codecs: ServedResource['codecs'];
  readonly declared: Declared;
  readonly descriptions: readonly OperationDescription[];
  readonly lenses: Lenses;
  readonly rows: Rows;
  readonly settings: Settings;
  readonly constraints: ServedResource['constraints'];
  readonly cursors: ServedResource['cursors'];
  readonly bodyContexts: ServedResource['bodyContexts'];
  /** `/api`. */
  readonly base: string;
  readonly pathOf: CompileContext['pathOf'];
  readonly prefixes: CompileContext['prefixes'];
}

/** Compiles every resource for every lens. */
export function servedResources(sources: ResourceSources): ReadonlyMap<ClassModel, ServedResource> {
  const { model, base, pathOf, prefixes } = sources;
  const placeOf = (of: ResourceModel): IriPlace => ({ collection: pathOf(of), form: of.id.form });
  const text = (value: string) => JSON.stringify(value);
  const scalars = { text, instant: instantOfRow, decimal: decimalOfRow, address: addressOfRow };
  const context = { model, base, pathOf, placeOf, scalars, prefixes };
  return new Map(model.resources.map((of) => [of, servedOf(sources, context, of)]));
}

function servedOf(sources: ResourceSources, context: CompileContext, of: ResourceModel): ServedResource {
  const { codecs, lenses, rows, settings, constraints, cursors, bodyContexts } = sources;
  const plans = plansOf(context, of, lenses);
  const { open, closed } = affordingOf(sources, context, of, plans);
  const { create, patch, delete: remove } = of.resource;
  const item = ['GET', ...(patch === null ? [] : ['PATCH']), ...(remove === null ? [] : ['DELETE'])];
  const collection = create === null ? ['GET'] : ['GET', 'POST'];
  return Object.freeze({
    of,
    model: context.model,
    codecs,
    path: context.pathOf(of),
    context: `${context.base}/contexts/${of.name}`,
    place: context.placeOf(of),
    plans,
    lensOf: (caller: Caller | null) => byLens(plans, lenses, caller),
    affordingLensOf: (caller: Caller | null) => byLens(caller?.closed == null ? open : closed, lenses, caller),
    narrowed: narrowedIn(open),
    lensNumberOf: lenses.numberOf,
    rows,
    settings,
    constraints,
    cursors,
    bodyContexts,
    offers: { collection: offersOf(collection), item: offersOf(item) },
  });
}

/** The plans whose answers say what may be done, and those for callers whose tenant takes no writes. */
function affordingOf(
  { declared, descriptions, lenses }: ResourceSources,
  context: CompileContext,
  of: ResourceModel,
  plans: readonly LensPlan[],
) {
  const described = describedAffordances(declared, descriptions, of);
  const compile = (what: typeof described) => affordingPlans(context, plans, lenses.askers, what);
  return { open: compile(described), closed: compile(whileClosed(described)) };
}

function narrowedIn(plans: readonly LensPlan[]): readonly NarrowedClass[] {
  const all = plans.flatMap(({ affords }) => affords?.narrowed ?? []);
  return [...new Map(all.map((each) => [each.name, each])).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** One plan per distinct set of answers: lenses that compile to the same text share it. */
function plansOf(context: CompileContext, of: ResourceModel, lenses: Lenses): readonly LensPlan[] {
  const kept = new Map<string, LensPlan>();
  return lenses.askers.map((asker) => {
    const made = compileLens(context, of, asker);
    const key = JSON.stringify([
      made.read.item,
      made.read.list,
      made.read.verdict,
      made.may,
      [...(made.patch?.fixed ?? [])],
      made.create?.write.compiled,
      made.patch?.stored,
      made.remove,
    ]);
    const same = kept.get(key) ?? made;
    kept.set(key, same);
    return same;
  });
}
