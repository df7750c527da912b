import type { ClassModel, ResourceModel } from '../model/model.ts';
import type { ProblemType } from '../problem.ts';

/** All that documents tell about one operation: the one source of Hydra, OpenAPI and the pages. */
export interface OperationDescription {
  readonly kind: 'list' | 'get' | 'create' | 'patch' | 'delete' | 'action' | 'provided' | 'slice' | 'document';
  /** Unique: `listMeetings`, `cancelSubscription`. */
  readonly id: string;
  /** Among the operations of its home: `create`, `cancel`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the base: `/meetings/{id}`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** Of schema.org, or for actions a class of their own. */
  readonly type: string;
  /** The resource that it is about. */
  readonly of: ResourceModel | null;
  /** The class of the body; null: there is none, or it is ignored. */
  readonly expects: ClassModel | null;
  readonly returns: Returned;
  /** Anybody may call it, with or without a token. */
  readonly open: boolean;
  /** Media types of the body sent. */
  readonly accepts: readonly string[];
  /** Media types of the answer. */
  readonly gives: readonly string[];
  readonly expectsHeaders: readonly HeaderDescription[];
  /** Every answer that the operation can give, by status; those given before an address is known are apart. */
  readonly statuses: readonly StatusDescription[];
}

/** What a successful answer holds. */
export type Returned =
  | { readonly kind: 'collection' | 'item' | 'shape'; readonly of: ClassModel }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'document'; readonly class: string };

/** A header of the request. */
export interface HeaderDescription {
  readonly name: string;
  readonly description: string;
  /** The only ones that are accepted; null: any. */
  readonly values: readonly string[] | null;
  /** Refused without it. */
  readonly required?: true;
}

/** One possible answer. */
export interface StatusDescription {
  readonly status: number;
  /** The reason phrase of RFC 9110. */
  readonly title: string;
  readonly description: string;
  /** Kinds of problem that have it; none for answers that are no errors. */
  readonly problems: readonly ProblemType[];
  /** Headers that come with it, beside those of every answer. */
  readonly headers: readonly string[];
}
