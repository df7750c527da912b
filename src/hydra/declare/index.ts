export * from './constraints.ts';
export * from './entities.ts';
export * from './expressions.ts';
export * from './keys.ts';
export * from './properties.ts';
export * from './resource.ts';
