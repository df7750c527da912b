import type { IriPlace } from '../iri.ts';
import { idOf } from '../iri.ts';
import { isJsonObject } from '../json-object.ts';
import type { Violation } from '../problem.ts';
import { violationAt } from '../problem.ts';
import type { ReadValue } from './reading.ts';
import { report } from './reading.ts';

/** The row that an IRI names, by text alone: whether there is one is asked by the writing statement. */
export function referenceReader(className: string, place: IriPlace): ReadValue {
  const missing = missingText(className);
  return (value, path, reading) => {
    const text = isJsonObject(value) ? value['@id'] : value;
    const id = typeof text === 'string' ? idOf(place, reading.how.origin, text) : null;
    return id === null ? report(reading, path, 'reference', missing) : { id };
  };
}

/** What is said of a reference that leads nowhere: the same for malformed, absent and foreign. */
export function missingReference(propertyPath: string, className: string): Violation {
  return violationAt(propertyPath, 'reference', missingText(className));
}

function missingText(className: string): string {
  return `there is no such ${className}.`;
}
