import { Entity } from 'typeorm';
import { CodeId, Resource, Translated } from '../../../src/hydra/declare/index.ts';
import { inspector, signedIn } from './access.ts';

const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { poem: 'Poetry', novel: 'Novel', diary: 'Diary' },
  da: { poem: 'Digte', novel: 'Roman', diary: 'Dagbog' },
};

/** What kind of book it is; the same for all libraries. */
@Entity({ name: 'genre' })
@Resource({
  path: '/genres',
  read: signedIn,
  create: inspector,
  filters: { id: 'exact', name: 'partial' },
  sortable: ['name'],
  whole: true,
  cache: 'reference-data',
})
export class Genre {
  @CodeId({
    form: /^[a-z]{2,12}$/,
    canonical: (text) => (/^[a-z]{2,12}$/i.test(text) ? text.toLowerCase() : null),
    example: 'essay',
  })
  id!: string;

  @Translated('id', (code, language) => NAMES[language]?.[code] ?? NAMES.en?.[code] ?? code)
  name!: string;
}
