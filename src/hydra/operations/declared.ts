import type { ExpressionNode } from '../declare/expressions.ts';
import type { ClassModel, ResourceModel } from '../model/model.ts';
import type { ProblemType } from '../problem.ts';
import type { Action, CollectionProvider, ItemProvider, Limit } from '../seams.ts';

/** What the product has registered beside its entities; frozen at start. */
export interface Declared {
  readonly actions: readonly DeclaredAction[];
  readonly performers: readonly DeclaredPerformer[];
  readonly provided: readonly DeclaredItem[];
  readonly collections: readonly DeclaredCollection[];
  /** Problems of the product that any operation may answer, such as a caller without a tenant. */
  readonly common: readonly ProblemType[];
  /** Problems of the product that writes may answer while a tenant takes none. */
  readonly closed: readonly ProblemType[];
}

/** POST to an address of its own. */
export interface DeclaredAction {
  /** `each`: /{resource}/{id}/{name}; `one`: /{resource}/{name} about the one row of a rule; `none`: about no row. */
  readonly place: 'each' | 'one' | 'none';
  readonly subject: ResourceModel | null;
  /** Which row, for `one`. */
  readonly where: ExpressionNode | null;
  readonly orElse: ProblemType | null;
  /** Complete below the base, such as `/login/refresh` or `/subscriptions/{id}/cancel`. */
  readonly path: string;
  readonly name: string;
  readonly allow: ExpressionNode;
  readonly refuse: readonly { readonly when: ExpressionNode; readonly problem: ProblemType }[];
  /** Null: a body is ignored. */
  readonly input: ClassModel | null;
  /** Null: 204. */
  readonly output: ClassModel | null;
  /** The usual one first. */
  readonly answers: readonly (200 | 201 | 202 | 204)[];
  readonly problems: readonly ProblemType[];
  readonly limit: Limit | null;
  readonly whileClosed: boolean;
  /** Runs as the database's system role, without a tenant. */
  readonly system: boolean;
  readonly action: Action<unknown, unknown, unknown>;
  /** Answers hold secrets: `no-store`, and kept under no key. */
  readonly secret: boolean;
  /** Done once per `Idempotency-Key`; otherwise the header is ignored. */
  readonly keyed: boolean;
  /** Everything it does is in the transaction of its effect, which may be taken back. */
  readonly transactional: boolean;
}

/** Code in the place of a compiled create, patch or delete. */
export interface DeclaredPerformer {
  readonly operation: 'create' | 'patch' | 'delete';
  readonly of: ResourceModel;
  readonly problems: readonly ProblemType[];
  readonly limit: Limit | null;
  readonly whileClosed: boolean;
  /** Everything it does is in the transaction of its effect, which may be taken back. */
  readonly transactional: boolean;
  readonly action: Action<unknown, unknown, unknown>;
}

/** GET of one body that code gives. */
export interface DeclaredItem {
  readonly path: string;
  readonly allow: ExpressionNode;
  readonly output: ClassModel;
  readonly provider: ItemProvider<unknown>;
}

/** GET of a list that code gives, below each row of a resource. */
export interface DeclaredCollection {
  readonly parent: ResourceModel;
  /** Of the property that links it. */
  readonly name: string;
  /** Complete below the base: `/subscriptions/{id}/invoices`. */
  readonly path: string;
  readonly allow: ExpressionNode;
  readonly members: ClassModel;
  readonly problems: readonly ProblemType[];
  readonly limit: Limit | null;
  readonly provider: CollectionProvider<unknown, unknown>;
}
