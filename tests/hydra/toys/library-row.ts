import { JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Ref } from '../../../src/hydra/declare/index.ts';
import { Version } from '../../../src/hydra/declare/index.ts';
import type { Library } from './library.ts';

/** The base of everything that belongs to one library. */
export abstract class LibraryRow {
  @PrimaryColumn('text', { name: 'library_id', update: false, collation: 'C' })
  libraryId!: string;

  @ManyToOne('Library', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'library_id' })
  library!: Ref<Library>;

  @Version()
  version!: number;
}
