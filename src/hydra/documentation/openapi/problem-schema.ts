const TEXT = { type: 'string' };

const MEMBERS = {
  '@context': { ...TEXT, description: 'The context of the problem.' },
  '@type': { type: ['string', 'array'], items: TEXT, description: 'hydra:Error, alone or among others.' },
  type: { type: 'string', format: 'uri', description: 'The kind of problem; it can be opened.' },
  title: { ...TEXT, description: 'The same for every occurrence of the kind.' },
  status: { type: 'integer', format: 'int32', description: 'The status of the answer.' },
  detail: { ...TEXT, description: 'What is wrong here and what would be right.' },
  instance: { type: 'string', format: 'uri', description: 'The id of the request.' },
  'hydra:title': { ...TEXT, description: 'The title.' },
  'hydra:description': { ...TEXT, description: 'The detail.' },
};

const REQUIRED = Object.keys(MEMBERS);

/** The schemas of problems (RFC 9457) and of what they name. */
export function problemSchemas(): Readonly<Record<string, object>> {
  return {
    Error: { type: 'object', description: 'Why a request was not done.', properties: MEMBERS, required: REQUIRED },
    ConstraintViolation: {
      type: 'object',
      description: 'What is wrong with a body or a query, one by one.',
      properties: {
        ...MEMBERS,
        violations: {
          type: 'array',
          items: { $ref: '#/components/schemas/Violation' },
          description: 'Each field or parameter that is wrong.',
        },
      },
      required: [...REQUIRED, 'violations'],
    },
    Violation: {
      type: 'object',
      description: 'One thing that is wrong with a body or a query.',
      properties: {
        propertyPath: { ...TEXT, description: 'The field, such as lines[0].amount, or the name of the parameter.' },
        pointer: { ...TEXT, description: 'The field as an RFC 6901 pointer into the body; absent for parameters.' },
        message: { ...TEXT, description: 'What is wrong and what would be right.' },
        code: { ...TEXT, description: 'The rule that is broken.' },
      },
      required: ['propertyPath', 'message', 'code'],
    },
  };
}
