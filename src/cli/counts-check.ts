import { readConfig } from '../config.ts';
import { correctCounts } from '../database/counts.ts';
import { asOwner, inTransaction } from './support/as-owner.ts';
import { print, run } from './support/run.ts';

// `npm run counts:check`: compares kept totals with rows and sets the wrong ones right; exit code 1 if there were any.
run(async () => {
  const wrong = await asOwner(readConfig(), (client) => inTransaction(client, () => correctCounts(client)));
  for (const { scope, resource, kept, counted } of wrong) {
    print(`${resource} of ${scope}: ${kept} was kept, ${counted} are there; corrected.`);
  }
  if (wrong.length === 0) print('Every total is right.');
  else process.exitCode = 1;
});
