import { HYDRA, OWL } from '../../namespaces.ts';
import { EVERYWHERE } from '../../operations/describe-statuses.ts';
import type { OperationDescription } from '../../operations/description.ts';
import type { EntryLink } from '../entrypoint.ts';
import { inlineContext } from '../inline-context.ts';
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
    '@context': inlineContext(docs, { hydra: HYDRA }, TERMS),
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

/** Small on purpose: readers of streams refuse the Hydra vocabulary as a context. */
const TERMS = Object.freeze({
  owl: OWL,
  'hydra:entrypoint': { '@type': '@id' },
  expects: { '@id': 'hydra:expects', '@type': '@id' },
  returns: { '@id': 'hydra:returns', '@type': '@id' },
  domain: { '@id': 'rdfs:domain', '@type': '@id' },
  range: { '@id': 'rdfs:range', '@type': '@id' },
  subClassOf: { '@id': 'rdfs:subClassOf', '@type': '@id' },
  describedby: { '@id': 'http://www.iana.org/assignments/relation/describedby', '@type': '@id' },
});
