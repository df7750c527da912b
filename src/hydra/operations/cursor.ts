import { INVALID_CURSOR, ProblemError } from '../problem.ts';
import type { CursorSeal } from '../query/cursor-seal.ts';
import type { Carried, Position } from '../query/position.ts';
import { FROM_END, FROM_START, positionText, readPosition } from '../query/position.ts';

/** Where a page begins, and the tokens of other positions in the same collection. */
export interface Cursor {
  readonly carried: Carried;
  readonly tokenOf: (position: Position) => string;
  /** The token that reads from the end. */
  readonly endToken: () => string;
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
  const endToken = () => seal.sealOften(positionText(FROM_END), about);
  if (token === '') return { carried: { kind: 'position', position: FROM_START }, tokenOf, endToken };
  const text = seal.open(token, about);
  if (text === null) throw invalidCursor(FOREIGN);
  return { carried: readPosition(text), tokenOf, endToken };
}

const FOREIGN = 'was altered or belongs to another query';
/** Why a token that carries nothing but a row's key is good no more. */
export const GONE = 'leads on from a record that is gone';

/** 400, with a way out. */
export function invalidCursor(reason: string): ProblemError {
  const message = `${reason}; begin with an empty one and follow the links.`;
  return new ProblemError(INVALID_CURSOR, {
    detail: `cursor: ${message}`,
    violations: [{ propertyPath: 'cursor', message, code: 'cursor' }],
  });
}
