import { Column, Entity } from 'typeorm';
import { CountedId, Version } from '../../../src/hydra/declare/index.ts';

/** Somebody with a card, in any library. Stored for all libraries and never shown by itself. */
@Entity({ name: 'person' })
export class Person {
  @CountedId()
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { select: false })
  secret!: string;

  @Version()
  version!: number;
}
