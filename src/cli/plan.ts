import { GOLDEN_ORIGIN } from './support/golden-documents.ts';
import { compileProduct } from './support/offline-product.ts';
import { plansAskedFor, planTexts } from './support/plan-texts.ts';
import { print, run } from './support/run.ts';

// `npm run plan -- meetings` prints what is compiled for a resource: per lens its fields, rules and SQL.
run(async () => {
  const product = await compileProduct(GOLDEN_ORIGIN);
  for (const { text } of plansAskedFor(planTexts(product), process.argv[2])) print(text);
});
