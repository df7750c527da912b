import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/project-root.ts';

/** The numbered rules of the specification of the wire format. */
const RULES = [
  ...['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7'],
  ...['3.1', '3.2', '3.2a', '3.3', '3.4', '3.5', '3.6', '3.7', '3.8'],
  ...['4.1', '4.2', '4.3'],
  ...['5.1', '5.2', '5.3', '5.4', '5.5', '5.6'],
  ...['6.1', '6.2', '6.3', '6.4', '6.5', '6.6'],
  ...['7.1', '7.2', '7.3', '7.4', '7.5'],
  ...['8.1', '8.1a', '8.1b', '8.2', '8.3', '8.4', '8.5', '8.6', '8.6a', '8.7', '8.8', '8.8a', '8.9'],
  ...['9.1', '9.2', '9.3', '9.3a', '9.4', '9.5', '9.6', '9.7', '9.8', '9.9', '9.10'],
  ...['10.1', '10.2', '10.3', '10.4', '10.5', '10.6'],
  ...['11.1', '11.2', '11.3', '11.4', '11.5', '11.6'],
  ...['12.1', '12.2', '12.3', '12.4'],
  ...['13.1', '13.2', '13.3', '13.4', '13.5', '13.6'],
];
/** Promises about requests and writes, by their rows in the table of reliability. */
const ROWS = [11, 16, ...range(19, 29), ...range(42, 46)].map((row) => `row ${row}`);

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The first text that `it`, `it.each(…)` or `describe` is called with, whatever its quotes. */
const NAME = /\b(?:it|describe)(?:\.each(?:<[^(]*>)?\([\s\S]*?\n?\s*\))?\(\s*(['"`])((?:(?!\1)[\s\S])*)\1/g;
const BEGINS = /^(?:(?:row )?\d+(?:\.\d+[a-z]?)?(?:, | and |: | ))+/;

/** Numbers at the beginning of a name: `6.1, 6.2 …`, `row 8: …`. */
function numbersIn(name: string): readonly string[] {
  const [beginning = ''] = BEGINS.exec(name) ?? [];
  return beginning.match(/row \d+|\d+\.\d+[a-z]?/g) ?? [];
}

const FOLDER = join(projectRoot, 'tests');
const FOUND = new Set(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'))
    .flatMap((path) => [...readFileSync(join(FOLDER, path), 'utf8').matchAll(NAME)])
    .flatMap(([, , name = '']) => numbersIn(name)),
);

describe('the names of the tests', () => {
  it('carry the number of every rule of the wire format', () => {
    expect(RULES.filter((rule) => !FOUND.has(rule))).toEqual([]);
  });

  it('carry the row of every promise about requests and writes', () => {
    expect(ROWS.filter((row) => !FOUND.has(row))).toEqual([]);
  });
});
