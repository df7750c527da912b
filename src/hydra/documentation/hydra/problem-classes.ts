/** The classes of problems (wire-format §9.6, RFC 9457). */
export function problemClasses(): readonly object[] {
  return [error(), constraintViolation(), violation()];
}

function error(): object {
  return fixedClass('Error', 'A problem: why a request was not done.', 'hydra:Error', [
    member(
      'type',
      '#Error/type',
      'hydra:Link',
      'hydra:Status',
      'The kind of problem; its address explains it.',
      '#Error',
    ),
    member('title', 'hydra:title', 'rdf:Property', 'xsd:string', 'The kind of problem in words.'),
    member('status', 'hydra:statusCode', 'rdf:Property', 'xsd:integer', 'The status of the answer.'),
    member('detail', 'hydra:description', 'rdf:Property', 'xsd:string', 'What is wrong here and what would be right.'),
    member(
      'instance',
      '#Error/instance',
      'hydra:Link',
      'hydra:Resource',
      'This occurrence; holds the request id.',
      '#Error',
    ),
  ]);
}

function constraintViolation(): object {
  const list = member(
    'violations',
    '#violations',
    'rdf:Property',
    '#Violation',
    'What is wrong, one by one.',
    null,
    false,
  );
  return fixedClass('ConstraintViolation', 'A problem that names fields or parameters.', '#Error', [list]);
}

function violation(): object {
  return fixedClass('Violation', 'One thing that is wrong with a body or a query.', null, [
    text('propertyPath', 'The field, such as lines[0].amount, or the name of the parameter.'),
    text('pointer', 'The field as an RFC 6901 pointer into the body; absent for parameters.'),
    text('message', 'What would be right.'),
    text('code', 'The rule that is broken.'),
  ]);
}

function text(name: string, description: string): object {
  return member(name, `#${name}`, 'rdf:Property', 'xsd:string', description, '#Violation');
}

function fixedClass(name: string, description: string, above: string | null, properties: readonly object[]): object {
  return {
    '@type': 'hydra:Class',
    '@id': `#${name}`,
    'hydra:title': name,
    'hydra:description': description,
    ...(above === null ? {} : { subClassOf: above }),
    'hydra:supportedProperty': properties,
    'hydra:supportedOperation': [],
  };
}

function member(
  name: string,
  iri: string,
  type: 'hydra:Link' | 'rdf:Property',
  range: string,
  description: string,
  domain: string | null = null,
  single = true,
): object {
  return {
    '@type': 'hydra:SupportedProperty',
    'hydra:title': name,
    'hydra:required': false,
    'hydra:readable': true,
    'hydra:writable': false,
    'hydra:description': description,
    'hydra:property': {
      '@type': type,
      '@id': iri,
      'rdfs:label': name,
      ...(domain === null ? {} : { domain }),
      range,
      ...(single ? { 'owl:maxCardinality': 1 } : {}),
    },
  };
}
