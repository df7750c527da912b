import { EVERYWHERE } from '../../operations/describe-statuses.ts';
import type { OperationDescription } from '../../operations/description.ts';
import type { EntryLink } from '../entrypoint.ts';
import type { DocumentSources } from '../sources.ts';
import type { Usage } from '../usage.ts';
import { documentedClasses } from '../usage.ts';
import { actionClass } from './action.ts';
import { checkNames } from './check-names.ts';
import { classNode } from './class.ts';
import { entrypointActions, entrypointClass } from './entrypoint-class.ts';
import { narrowedClass } from './narrowed-class.ts';
import { statusNode } from './operation.ts';
import { problemClasses } from './problem-classes.ts';

/** The body of `/docs.jsonld` (wire-format §9); `docs` is its absolute address. */
export function apiDocumentation(
  sources: DocumentSources,
  operations: readonly OperationDescription[],
  links: readonly EntryLink[],
  usage: Usage,
  docs: string,
): object {
  const classes = documentedClasses(sources.model, usage);
  checkNames(classes, operations);
  return {
    '@context': inlineContext(docs),
    '@type': 'hydra:ApiDocumentation',
    '@id': `${sources.base}/docs.jsonld`,
    'hydra:title': sources.title,
    'hydra:description': sources.description,
    'hydra:entrypoint': sources.base,
    'hydra:possibleStatus': EVERYWHERE.map(statusNode),
    'hydra:supportedClass': [
      ...classes.map((of) => classNode(sources.base, of, usage, operations)),
      ...sources.narrowed.map(narrowedClass),
      ...operations.filter(({ kind }) => kind === 'action').map(actionClass),
      entrypointClass(links, operations),
      ...entrypointActions(operations),
      ...problemClasses(),
    ],
  };
}

/** Small on purpose: readers of streams refuse the Hydra vocabulary as a context. `@base` keeps `#Meeting` one IRI. */
function inlineContext(docs: string): object {
  return {
    '@version': 1.1,
    '@base': docs,
    '@vocab': `${docs}#`,
    hydra: 'http://www.w3.org/ns/hydra/core#',
    schema: 'https://schema.org/',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
    rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
    rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
    owl: 'http://www.w3.org/2002/07/owl#',
    'hydra:entrypoint': { '@type': '@id' },
    expects: { '@id': 'hydra:expects', '@type': '@id' },
    returns: { '@id': 'hydra:returns', '@type': '@id' },
    domain: { '@id': 'rdfs:domain', '@type': '@id' },
    range: { '@id': 'rdfs:range', '@type': '@id' },
    subClassOf: { '@id': 'rdfs:subClassOf', '@type': '@id' },
    describedby: { '@id': 'http://www.iana.org/assignments/relation/describedby', '@type': '@id' },
  };
}
