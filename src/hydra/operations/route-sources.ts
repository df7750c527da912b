import type { ClassModel } from '../model/model.ts';
import type { Lenses } from '../plan/lenses.ts';
import type { Declared } from './declared.ts';
import type { ServedResource } from './served.ts';
import type { Addresses } from './shape-text.ts';

/** What routes are made of. */
export interface RouteSources {
  readonly declared: Declared;
  readonly lenses: Lenses;
  readonly served: ReadonlyMap<ClassModel, ServedResource>;
  readonly addresses: Addresses;
  /** What everything that is served works with. */
  readonly shared: Pick<
    ServedResource,
    'model' | 'codecs' | 'rows' | 'settings' | 'constraints' | 'bodyContexts' | 'cursors'
  >;
}
