import { INVALID_CURSOR, ProblemError } from '../problem.ts';
import type { CursorSeal } from '../query/cursor-seal.ts';
import type { Position } from '../query/position.ts';
import { FROM_START, positionText, readPosition } from '../query/position.ts';

/** Where a page begins, and the tokens of other positions in the same collection. */
export interface Cursor {
  readonly position: Position;
  readonly tokenOf: (position: Position) => string;
}

/** What a token is good for: it opens nowhere else. Each part as text, in a fixed order. */
export type CursorScope = readonly unknown[];

/**
 * The position in a token; an empty one begins.
 * @throws ProblemError 400 when the token is not one that was given for the same scope.
 */
export function openCursor(seal: CursorSeal, scope: CursorScope, token: string): Cursor {
  const about = JSON.stringify(scope);
  const tokenOf = (position: Position) => seal.seal(positionText(position), about);
  if (token === '') return { position: FROM_START, tokenOf };
  const text = seal.open(token, about);
  if (text === null) throw invalidCursor();
  return { position: readPosition(text), tokenOf };
}

function invalidCursor(): ProblemError {
  const message = 'was altered or belongs to another query; begin with an empty one and follow the links.';
  return new ProblemError(INVALID_CURSOR, {
    detail: `cursor: ${message}`,
    violations: [{ propertyPath: 'cursor', message, code: 'cursor' }],
  });
}
