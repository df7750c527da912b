import { readFileSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { BenchDatabase } from '../data/bench-database.ts';
import { medianOf } from './statistics.ts';

/** The statements that PostgreSQL ran for requests, each request for itself. */
export interface Statements {
  /** How many a request needs; the median, since housekeeping of a server may fall into one. */
  readonly perRequest: number;
  /** The texts of the last request. */
  readonly texts: readonly string[];
}

const REPEAT = 5;
/** Sessions learn of a changed setting when they next look. */
const SETTLE = 150;

/**
 * Has PostgreSQL log every statement while requests are sent one by one. Nothing is logged while anything is timed.
 * The commands around a transaction count like all others.
 */
export async function logStatements<T>(
  database: BenchDatabase,
  work: (count: (request: () => Promise<unknown>) => Promise<Statements>) => Promise<T>,
): Promise<T> {
  await database.configure('log_line_prefix', PREFIX);
  await database.configure('log_statement', 'all');
  await setTimeout(SETTLE);
  try {
    return await work((request) => countStatements(database.logFile, request));
  } finally {
    await database.configure('log_statement', null);
    await setTimeout(SETTLE);
  }
}

/** The name of the program comes first, so that the benchmark's own statements are told apart. */
const PREFIX = '%a|';
const LINE = /^(?!bench\||launcher\|)[^|\n]*\|LOG: {2}(?:execute [^:\n]*|statement): (.*)$/gm;

async function countStatements(logFile: string, request: () => Promise<unknown>): Promise<Statements> {
  const counts: number[] = [];
  let texts: readonly string[] = [];
  for (let number = 0; number < REPEAT; number += 1) {
    const from = statSync(logFile).size;
    await request();
    texts = statementsIn(readFileSync(logFile).subarray(from).toString('utf8'));
    counts.push(texts.length);
  }
  return { perRequest: medianOf(counts), texts };
}

/** The texts of the statements in a part of the log. */
export function statementsIn(log: string): readonly string[] {
  return [...log.matchAll(LINE)].map(([, text = '']) => text);
}
