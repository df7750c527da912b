import { withArticle } from '../article.ts';
import type { IriPlace } from '../iri.ts';
import { exampleIri, idOf } from '../iri.ts';
import { isJsonObject } from '../json-object.ts';
import type { Violation } from '../problem.ts';
import { violationAt } from '../problem.ts';
import type { ReadValue } from './reading.ts';
import { report } from './reading.ts';

/**
 * The row that an IRI names, by text alone: whether there is one is asked by the writing statement. What can be no
 * address of the class is told apart from what leads nowhere: its sender is shown the right form.
 */
export function referenceReader(className: string, place: IriPlace): ReadValue {
  const wrong = `must be the IRI of ${withArticle(className)}, like ${exampleIri(place)}.`;
  return (value, path, reading) => {
    const text = isJsonObject(value) ? value['@id'] : value;
    const id = typeof text === 'string' ? idOf(place, reading.how.origin, text) : null;
    return id === null ? report(reading, path, 'reference', wrong) : { id };
  };
}

/** What is said of a reference that leads nowhere: the same for absent and foreign. */
export function missingReference(propertyPath: string, className: string): Violation {
  return violationAt(propertyPath, 'reference', `there is no such ${className}.`);
}
