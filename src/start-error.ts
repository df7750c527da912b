/** Why the server cannot start: one readable sentence per cause, to be printed without a stack. */
export class StartError extends Error {
  readonly causes: readonly string[];

  constructor(causes: readonly string[]) {
    super(causes.join('\n'));
    this.name = 'StartError';
    this.causes = causes;
  }
}
