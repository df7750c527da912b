import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import type { OfflineProduct } from '../../src/cli/support/offline-product.ts';
import { compileProduct, documentText } from '../../src/cli/support/offline-product.ts';
import { problemCatalogue } from '../../src/hydra/documentation/catalogue.ts';
import { projectRoot } from '../../src/project-root.ts';

let product: OfflineProduct;
beforeAll(async () => {
  product = await compileProduct(GOLDEN_ORIGIN);
});

/** Every slug that a source file declares, with the rest of its declaration. */
function declaredSlugs(): readonly string[] {
  const files = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(projectRoot, 'src', file), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/problemType\(\{\s*slug: '([^']+)'/g)].map((match) => match[1] ?? ''),
  );
}

describe('problems', () => {
  it('can all be opened, and nothing can that no code declares', () => {
    const served = [...problemCatalogue(product.declared, []).keys()];

    expect(served).toEqual([...declaredSlugs()].sort());
  });

  it('each lead to their text', async () => {
    for (const problem of problemCatalogue(product.declared, []).values()) {
      const page = JSON.parse(await documentText(product, `/api/problems/${problem.slug}`)) as unknown;

      expect(page).toEqual({
        '@context': '/api/contexts/Error',
        '@type': 'hydra:Status',
        '@id': `/api/problems/${problem.slug}`,
        'hydra:statusCode': problem.status,
        'hydra:title': problem.title,
        'hydra:description': problem.text,
      });
    }
  });

  it('have a status of errors, a slug in kebab case and sentences', () => {
    for (const { slug, status, title, text } of problemCatalogue(product.declared, []).values()) {
      expect(slug).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(text).toMatch(/^[A-Z].*\.$/);
    }
  });
});
