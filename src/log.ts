import type { DestinationStream, Logger, LoggerOptions } from 'pino';
import pino from 'pino';

/** Where lines of a log go, and from which level on. */
export interface LogOptions {
  readonly level: string;
  /** Default: standard output, written in the background; `flush` waits for it. */
  readonly destination?: DestinationStream;
}

/** One write for many lines: a busy server writes by the page, a quiet one after 100 ms at the latest. */
const STANDARD_OUTPUT = { fd: 1, sync: false, minLength: 4096, periodicFlush: 100 } as const;

/** What a line may hold beside time, level and message: names and numbers, no text that a client sent. */
const FIELDS = [
  'requestId',
  'method',
  'route',
  'status',
  'duration',
  'queries',
  'organization',
  'user',
  'problem',
  'operation',
  'address',
  'signal',
  'count',
  'connections',
  'room',
  'name',
  'kind',
] as const;

/** Every form of error arrives under this name. */
const ERROR = 'err';

/**
 * A log of JSON lines, for machines. Unknown fields and nested objects are left out, not masked: what is not named
 * above cannot leak. Errors lose their message, which may quote a value.
 */
export function createLog({ level, destination }: LogOptions): Logger {
  return pino(OPTIONS(level), destination ?? pino.destination(STANDARD_OUTPUT));
}

const OPTIONS = (level: string): LoggerOptions => ({
  level,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }), log: allowed },
  serializers: { [ERROR]: errorFacts },
});

function allowed(fields: Record<string, unknown>): Record<string, unknown> {
  const kept = FIELDS.filter((name) => isScalar(fields[name])).map((name) => [name, fields[name]]);
  const error = fields[ERROR];
  return Object.fromEntries(error === undefined ? kept : [...kept, [ERROR, error]]);
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
}

/** What of an error may be written: class, code, constraint, table, request id, frames of the stack, and its cause. */
interface ErrorFacts {
  readonly type: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly requestId?: string;
  readonly stack?: string;
  readonly cause?: ErrorFacts;
}

/** The facts of anything that was thrown. Messages, details, queries and parameters carry values and are left out. */
function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error };
  const facts = error as Error & Record<string, unknown>;
  return {
    type: error.constructor.name,
    ...textOf(facts, 'code'),
    ...textOf(facts, 'constraint'),
    ...textOf(facts, 'table'),
    ...textOf(facts, 'requestId'),
    ...framesOf(error),
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
  };
}

function textOf<K extends string>(facts: Record<string, unknown>, name: K): { [N in K]?: string } {
  const value = facts[name];
  // The computed key is K itself, which TypeScript widens to string.
  return typeof value === 'string' ? ({ [name]: value } as { [N in K]?: string }) : {};
}

/** The stack begins with the message, which may have several lines; its frames do not quote values. */
function framesOf({ stack }: Error): { stack?: string } {
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.length > 0 ? { stack: frames.map((line) => line.trim()).join('\n') } : {};
}
