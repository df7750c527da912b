/** What an operation answers; the headers that every answer carries are added by `http`. */
export interface Outcome {
  readonly status: number;
  /** Decides `Cache-Control` and `Vary`. */
  readonly kind: OutcomeKind;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  /** What `Preference-Applied` says where that is not what this request asks for: in an answer that is given again. */
  readonly applied?: string | null;
}

/** Whose an answer is, and whether its text depends on the language asked for. */
export type OutcomeKind = 'private' | 'translated' | 'shared' | 'sharedTranslated' | 'secret' | 'public';
