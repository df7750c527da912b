import { nearestName } from './nearest.ts';
import type { Complaint, Parameter } from './parameter.ts';
import { openapiParameter } from './parameter.ts';

/**
 * `properties[]=name&properties[]=slug`: the answer shows these fields alone, and the id. `names` are those that the
 * lens may read, in wire order: whatever else is asked for is told to be none, hidden or not.
 */
export function propertiesParameter(names: readonly string[]): Parameter {
  const known = new Set(names);
  const schema = { type: 'string', enum: names };
  return {
    name: 'properties',
    many: true,
    property: 'hydra:property',
    openapi: [
      { ...openapiParameter('properties', 'Shows this field alone, and the id.', schema), 'x-partial': true },
      {
        ...openapiParameter('properties[]', 'Shows these fields alone, and the id.', { type: 'array', items: schema }),
        style: 'form',
        explode: true,
        'x-partial': true,
      },
    ],
    read: (values) => {
      const wrong = values.find((value) => !known.has(value));
      if (wrong !== undefined) return unknownField(wrong, names);
      return { kind: 'fields', names: names.filter((name) => name === 'id' || values.includes(name)) };
    },
  };
}

function unknownField(name: string, names: readonly string[]): Complaint {
  const near = nearestName(name, names);
  const hint = near === null ? '.' : `; did you mean ${near}?`;
  const listed = name.includes(',') ? ' Send properties[] once for each.' : '';
  const message = `${JSON.stringify(name.slice(0, LONGEST))} is no field here${hint} There are ${names.join(', ')}.${listed}`;
  return { kind: 'complaint', code: 'field', message };
}

/** Of a name that is told again. */
const LONGEST = 60;
