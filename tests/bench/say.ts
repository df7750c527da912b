/** Tells somebody who waits what is going on. */
export type Say = (line: string) => void;
