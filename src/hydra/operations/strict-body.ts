import type { BodyPlan, Values } from '../body/body-plan.ts';
import type { Known } from '../body/ignored-keys.ts';
import { ignoredKeys } from '../body/ignored-keys.ts';
import { JSON_LD } from '../formats/media-types.ts';
import type { JsonObject } from '../json-object.ts';
import type { ClassModel } from '../model/model.ts';
import type { Violation } from '../problem.ts';
import { BAD_REQUEST, ProblemError } from '../problem.ts';
import type { TextRow } from '../rows/statement.ts';
import type { Asked } from './asked.ts';
import { itemText } from './item-text.ts';
import { languageFor } from './language.ts';
import type { LensPlan, ServedResource } from './served.ts';

/** Keys of a body that creates a row, as far as `handling=strict` refuses them. */
export function ignoredInCreate(
  served: ServedResource,
  lens: LensPlan,
  body: BodyPlan,
  asked: Asked,
  json: JsonObject,
): readonly Violation[] {
  const shown = { '@context': served.context };
  const visible = lens.read.shape.fields.map(({ field }) => field.name);
  // Reading has checked the class already.
  const sets = (name: string) => name === '@type' || body.order.has(name);
  return ignoredWhenStrict(body, asked, json, () => ({ shown, visible, sets }));
}

/** Keys of a patch: `visible` are the stored values that this row shows to its sender. */
export function ignoredInPatch(
  served: ServedResource,
  lens: LensPlan,
  body: BodyPlan,
  asked: Asked,
  { json, stored, visible }: { readonly json: JsonObject; readonly stored: TextRow; readonly visible: Values },
): readonly Violation[] {
  return ignoredWhenStrict(body, asked, json, () => {
    const how = { language: languageFor(lens.read, asked), origin: asked.origin };
    const shown = JSON.parse(itemText(served, lens, JSON_LD, stored, how)) as JsonObject;
    const names = Object.keys(shown).filter((name) => !name.startsWith('@'));
    const settable = new Set(body.fields.flatMap(({ name, isId }) => (isId || !(name in visible) ? [] : [name])));
    return { shown, visible: names, sets: (name) => settable.has(name) };
  });
}

/** Keys of a body that is no record. */
export function ignoredInInput(body: BodyPlan, asked: Asked, json: JsonObject, base: string): readonly Violation[] {
  const shown = { '@context': contextOf(body.of, base), '@type': body.of.name };
  const visible = [...body.order.keys()];
  return ignoredWhenStrict(body, asked, json, () => ({ shown, visible, sets: (name) => body.order.has(name) }));
}

/** @throws ProblemError 400 when a body comes where none is read and handling is strict. */
export function refuseBody({ incoming, preferred }: Asked): void {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = incoming.headers;
  if (preferred.handling !== 'strict' || (Number(length) === 0 && coding === undefined)) return;
  throw new ProblemError(BAD_REQUEST, { detail: 'No body is read here: with handling=strict, send none.' });
}

function contextOf({ name }: ClassModel, base: string): string {
  return `${base}/contexts/${name}`;
}

function ignoredWhenStrict(
  body: BodyPlan,
  { preferred, origin }: Asked,
  json: JsonObject,
  known: () => Omit<Known, 'origin'>,
): readonly Violation[] {
  return preferred.handling === 'strict' ? ignoredKeys(body, json, { ...known(), origin }) : [];
}
