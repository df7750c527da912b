/** How many guesses count at a key and have not been decided in this process. Keys of decided ones are forgotten. */
export class OpenGuesses {
  readonly #counts = new Map<string, number>();

  /** Whether one is open. */
  has(key: string): boolean {
    return this.#counts.has(key);
  }

  /** One more is open. */
  open(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** One has been decided, either way. */
  close(key: string): void {
    const left = (this.#counts.get(key) ?? 0) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
  }
}
