import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import { compileProduct } from '../../src/cli/support/offline-product.ts';
import type { PlanText } from '../../src/cli/support/plan-texts.ts';
import { plansAskedFor, planTexts } from '../../src/cli/support/plan-texts.ts';
import { projectRoot } from '../../src/project-root.ts';
import { GOLDEN_FOLDER, goldenFaults } from './support/golden-faults.ts';

let plans: readonly PlanText[];
beforeAll(async () => {
  plans = planTexts(await compileProduct(GOLDEN_ORIGIN));
});

describe('the committed plans', () => {
  it('are the compiled ones', () => {
    expect(plans.flatMap(({ path, text }) => goldenFaults(`plans/${path}.txt`, text))).toEqual([]);
    expect(plans.length).toBeGreaterThan(0);
  });

  it('are of no resource that is gone (else run npm run docs:generate)', () => {
    const known = plans.map(({ path }) => `${path}.txt`);

    const files = readdirSync(join(projectRoot, GOLDEN_FOLDER, 'plans'));
    expect(files.filter((file) => !known.includes(file))).toEqual([]);
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
