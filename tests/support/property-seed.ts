import fc from 'fast-check';

/** Where the numbers of property tests begin, so that every run tries the same; `npm test -- --seed=N` tries others. */
const SEED = 20_261_124;

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? SEED) });
