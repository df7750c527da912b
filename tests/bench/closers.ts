/** Undoes what was started; the last comes first. */
export type Closers = (() => Promise<void>)[];
