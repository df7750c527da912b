import { Check, Entity } from 'typeorm';
import { CodeId, Resource, signedIn, Translated } from '../src/hydra/declare/index.ts';
import { displayNames } from './display-names.ts';

/** A country of ISO 3166-1: the 249 assigned codes. */
@Entity({ name: 'country' })
@Resource({
  path: '/countries',
  read: signedIn,
  filters: { name: 'partial' },
  sortable: ['name'],
  whole: true,
  cache: 'reference-data',
})
@Check('ck_country_id', `id ~ '^[A-Z]{2}$'`)
export class Country {
  @CodeId({ form: /^[A-Z]{2}$/, example: 'DK' })
  id!: string;

  @Translated('id', displayNames('region'))
  name!: string;
}
