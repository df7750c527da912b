import { defineEntities } from '../../../src/hydra/declare/index.ts';
import { Author } from './author.ts';
import { Book } from './book.ts';
import { Card } from './card.ts';
import { Desk } from './desk.ts';
import { Edition } from './edition.ts';
import { Genre } from './genre.ts';
import { HouseRules } from './house-rules.ts';
import { Library } from './library.ts';
import { Notice } from './notice.ts';
import { OpeningHour } from './opening-hour.ts';
import { Person } from './person.ts';
import { Publisher } from './publisher.ts';
import { Shelf } from './shelf.ts';

/** Every entity of the toys. */
export const toyEntities = defineEntities({ property: 'libraryId', column: 'library_id' }, [
  Library,
  OpeningHour,
  Person,
  Card,
  Author,
  Genre,
  Book,
  Desk,
  HouseRules,
  Notice,
  Publisher,
  Shelf,
  Edition,
]);
