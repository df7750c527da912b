import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import { compileProduct } from '../../src/cli/support/offline-product.ts';
import type { PlanText } from '../../src/cli/support/plan-texts.ts';
import { plansAskedFor, planTexts } from '../../src/cli/support/plan-texts.ts';
import { projectRoot } from '../../src/project-root.ts';

const FOLDER = join(projectRoot, 'tests', 'consistency', 'golden', 'plans');

let plans: readonly PlanText[];
beforeAll(async () => {
  plans = planTexts(await compileProduct(GOLDEN_ORIGIN));
});

describe('the committed plans', () => {
  it('are the compiled ones (else run npm run docs:generate)', () => {
    const committed = plans.map(({ path }) => readFileSync(join(FOLDER, `${path}.txt`), 'utf8'));

    expect(plans.map(({ text }) => text)).toEqual(committed);
  });

  it('are there for every resource and for nothing else', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(plans.map(({ path }) => `${path}.txt`).sort());
  });
});

describe('npm run plan', () => {
  it.each(['meetings', 'Meeting'])('finds the plans of %s', (asked) => {
    expect(plansAskedFor(plans, asked).map(({ name }) => name)).toEqual(['Meeting']);
  });

  it('finds all', () => {
    expect(plansAskedFor(plans, 'all')).toEqual(plans);
  });

  it('tells what there is when it is asked for something else', () => {
    expect(() => plansAskedFor(plans, 'nothing')).toThrow(/there are .*meetings/);
  });
});
