import { HYDRA } from '../namespaces.ts';
import type { Terms } from './context-file.ts';

/** A served context. */
export interface ServedContext {
  readonly '@context': Terms;
}

/** The context of the entry point: every key is a link. `docs` is the absolute address of the documentation. */
export function entrypointContext(keys: readonly string[], docs: string): ServedContext {
  const terms = keys.map((key) => [key, { '@id': `Entrypoint/${key}`, '@type': '@id' }]);
  return { '@context': { '@version': 1.1, '@vocab': `${docs}#`, ...Object.fromEntries(terms) } };
}

/** The context of problems (RFC 9457) that name no field. */
export function errorContext(docs: string): ServedContext {
  return {
    '@context': {
      '@version': 1.1,
      '@vocab': `${docs}#`,
      hydra: HYDRA,
      type: { '@id': 'Error/type', '@type': '@id' },
      instance: { '@id': 'Error/instance', '@type': '@id' },
      title: 'hydra:title',
      detail: 'hydra:description',
      status: 'hydra:statusCode',
    },
  };
}

/** The context of problems that name fields or parameters. */
export function violationContext(docs: string): ServedContext {
  return {
    '@context': {
      ...errorContext(docs)['@context'],
      violations: { '@id': 'violations', '@container': '@set' },
      propertyPath: 'propertyPath',
      pointer: 'pointer',
      message: 'message',
      code: 'code',
    },
  };
}
