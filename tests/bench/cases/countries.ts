import type { Case } from './case.ts';
import { gets } from './gets.ts';

/** A collection that belongs to no tenant. */
export const COUNTRIES: readonly Case[] = [
  {
    name: 'countries, no tenant: list of 30',
    targets: ['handwritten', 'naive', 'product'],
    requests: (target, world) => gets(target, world, 'small', 1, () => '/api/countries'),
  },
  {
    name: 'countries, no tenant: item',
    targets: ['handwritten', 'product'],
    requests: (target, world) => gets(target, world, 'small', 1, () => '/api/countries/DK'),
  },
];
