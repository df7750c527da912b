import type { DeclaredAction } from '../../operations/declared.ts';
import { actionName } from '../../operations/describe-names.ts';
import type { OperationDescription } from '../../operations/description.ts';

/** Members that an answer in JSON-LD has when it is asked what the caller may do. */
export type AffordanceMembers = Readonly<Record<string, object>>;

/** Of the node of a row: its operations, and the links of actions that are allowed now. */
export function rowAffordances(
  { kind, of }: OperationDescription,
  actions: readonly DeclaredAction[],
): AffordanceMembers {
  if (kind !== 'get' && kind !== 'list') return {};
  const links = actions.filter(({ subject }) => subject === of).map((action) => [actionName(action), LINK] as const);
  return { ...Object.fromEntries(links), 'hydra:operation': OPERATIONS };
}

const OPERATION = {
  type: 'object',
  properties: {
    '@type': { type: 'array', items: { type: 'string' } },
    'hydra:method': { type: 'string' },
    'hydra:title': { type: 'string' },
    'hydra:expects': { type: 'string', format: 'iri-reference' },
    'hydra:returns': { type: 'string', format: 'iri-reference' },
  },
  required: ['@type', 'hydra:method', 'hydra:title', 'hydra:returns'],
};

/** What the caller may do with a node. */
export const OPERATIONS = {
  type: 'array',
  items: OPERATION,
  description: 'What the caller may do now, with `Prefer: include="operations"`.',
};

const LINK = {
  type: 'object',
  properties: { '@id': { type: 'string', format: 'iri-reference' }, 'hydra:operation': OPERATIONS },
  required: ['@id', 'hydra:operation'],
};
