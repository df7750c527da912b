import { Length, Max, Min } from 'class-validator';
import { Property, Shape } from '../../../src/hydra/declare/index.ts';

/** What somebody thought of a book; kept inside it. */
@Shape()
export class Review {
  @Property({ type: 'string', required: true })
  @Length(1, 500)
  text!: string;

  @Property({ type: 'integer', required: true })
  @Min(1)
  @Max(5)
  stars!: number;
}
