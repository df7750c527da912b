import type { Filled } from '../data/fill.ts';
import type { Requests } from '../load/requests.ts';
import type { TargetName } from '../processes/start-targets.ts';

/** What cases are made from. */
export interface CaseWorld {
  readonly small: Filled;
  readonly large: Filled;
  readonly written: readonly Filled[];
  /** The headers that say to a target who asks for which organization. */
  readonly headers: (target: TargetName, organization: string) => Readonly<Record<string, string>>;
  /** The product's entity tag of a path of the small organization that is asked for conditionally. */
  readonly tagOf: (path: string) => string;
  /** Another number at every call. */
  readonly count: () => number;
}

/** One kind of request, sent to several targets that must give the same documents. */
export interface Case {
  readonly name: string;
  readonly targets: readonly TargetName[];
  readonly requests: (target: TargetName, world: CaseWorld) => Requests;
  /** The greatest ratio to the handwritten handler that is accepted, and the one aimed at. */
  readonly bar?: { readonly limit: number; readonly goal: number };
  /** Whether the product must also answer so many times as many requests a second. */
  readonly faster?: number;
  /** The product is asked in another syntax than the others: what it says is compared by its own tests. */
  readonly otherSyntax?: true;
  /** Leaves rows behind, which are removed after each round. */
  readonly writes?: true;
}
