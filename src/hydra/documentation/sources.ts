import type { Contexts } from '../contexts/read-contexts.ts';
import type { Model, ResourceModel } from '../model/model.ts';
import type { NarrowedClass } from '../operations/affordances/narrowed-class.ts';
import type { Declared } from '../operations/declared.ts';
import type { ProblemType } from '../problem.ts';
import type { OpenApiParameter } from '../query/parameter.ts';
import type { SignIn } from '../sign-in.ts';

/** Everything that documents are made of, apart from the origin. */
export interface DocumentSources {
  readonly title: string;
  readonly description: string;
  /** Path of the entry point: `/api`. */
  readonly base: string;
  /** How callers get a token. */
  readonly signIn: SignIn;
  readonly model: Model;
  readonly declared: Declared;
  readonly contexts: Contexts;
  /** What the query of a collection may hold, as OpenAPI parameters. */
  readonly parametersOf: (of: ResourceModel, kind: 'list' | 'get') => readonly OpenApiParameter[];
  /** Classes of bodies that items name where a caller may set less than the class says. */
  readonly narrowed: readonly NarrowedClass[];
  /** Problems that can be opened beside the engine's own and those that operations list. */
  readonly problems: readonly ProblemType[];
}
