import { MOST_ENTRIES } from '../body/read-list.ts';
import { DECIMAL, integerRange } from '../body/read-number.ts';
import type { Field, Limits } from '../model/model.ts';

/** Which body something is said of: an answer, one that creates or one that changes. */
export type Purpose = 'read' | 'create' | 'patch';

/** Everything that holds for the values of a field: the one source of every document that tells it. */
export interface ValueConstraints extends Limits {
  /** Of a list. */
  readonly maxItems?: number;
}

const DECIMAL_SENT = '^-?(?:0|[1-9][0-9]*)\\.[0-9]{2,4}$';

/** What the engine itself checks of a field, and above it what class-validator was told. */
export function valueConstraints(field: Field, purpose: Purpose): ValueConstraints {
  return { ...ofDatatype(field, purpose), ...field.limits };
}

function ofDatatype({ datatype, column, nullable, kind }: Field, purpose: Purpose): ValueConstraints {
  switch (datatype) {
    case 'integer':
      return rangeOf(integerRange(column), purpose);
    case 'decimal':
      return { pattern: purpose === 'read' ? DECIMAL_SENT : DECIMAL.source };
    case 'string':
    case 'secret':
      // A blank text is refused where null would be.
      return purpose === 'read' || nullable ? {} : { minLength: 1 };
    case 'strings':
    case 'objects':
      return purpose === 'read' || kind === 'links' ? {} : { maxItems: MOST_ENTRIES };
    default:
      return {};
  }
}

/** The ends of what JSON numbers are exact for say nothing about an answer. */
function rangeOf([minimum, maximum]: readonly [number, number], purpose: Purpose): ValueConstraints {
  return purpose === 'read' && maximum === Number.MAX_SAFE_INTEGER ? {} : { minimum, maximum };
}
