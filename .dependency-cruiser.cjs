/** The import rules of the source tree; each comment says what to do instead. */
const feature = '^src/(accounts|organizations|limits|demo)/';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Move what both need into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'engine-knows-no-product',
      comment: 'Pass it in through HydraOptions.',
      severity: 'error',
      from: { path: '^src/hydra/' },
      to: { path: '^(entities|migrations|contexts)/|^src/(?!hydra/)' },
    },
    {
      name: 'engine-layers',
      comment: 'Only http, documentation and the front files may look at operations; nothing below looks up.',
      severity: 'error',
      from: { path: '^src/hydra/(declare|tables|model|plan|query|body|formats|rows)/' },
      to: { path: '^src/hydra/(operations|http|documentation)/|^src/hydra/(api|start)\\.ts$' },
    },
    {
      name: 'model-is-below-the-plans',
      comment: 'Declarations and the model know nothing of how they are served.',
      severity: 'error',
      from: { path: '^src/hydra/(declare|tables|model)/' },
      to: { path: '^src/hydra/(plan|query|body|formats|rows)/' },
    },
    {
      name: 'entities-use-declare-only',
      comment: 'Entities say what is stored and allowed; behaviour lives in features.',
      severity: 'error',
      from: { path: '^entities/' },
      to: { path: '^src/', pathNot: '^src/hydra/(declare|tables)/' },
    },
    {
      name: 'engine-through-its-front-door',
      comment: 'Import from src/hydra/index.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(hydra|cli)/' },
      to: { path: '^src/hydra/', pathNot: '^src/hydra/index\\.ts$' },
    },
    {
      name: 'features-do-not-import-each-other',
      comment: 'Features meet in src/app.ts; limits is shared through its index.',
      severity: 'error',
      from: { path: '^src/(accounts|organizations)/' },
      to: { path: '^src/(accounts|organizations)/', pathNot: ['^src/$1/', '^src/limits/index\\.ts$'] },
    },
    {
      name: 'features-know-no-framework',
      comment: 'Express, TypeORM and pg are the engine’s business.',
      severity: 'error',
      from: { path: '^src/(accounts|organizations)/' },
      to: { path: 'node_modules/(express|typeorm|pg)/' },
    },
    {
      name: 'not-to-dev-dep',
      comment: 'What the server loads must be a dependency.',
      severity: 'error',
      from: { path: '^(src|entities|migrations|ormconfig)', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports it: use it or remove it.',
      severity: 'error',
      from: { orphan: true, pathNot: '^(src/main\\.ts|src/cli/|ormconfig\\.ts|migrations/|tests/)' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
