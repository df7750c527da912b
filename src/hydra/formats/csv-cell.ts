/**
 * The cell of a text that people wrote. Spreadsheets run cells that begin like a formula (CWE-1236), so such a text
 * gets an apostrophe in front. Where a program takes `;` or tabs for separators, quotes hold no cell together, so what
 * follows these or a line break counts as a beginning as well. A reader who takes that one apostrophe away again has
 * the text as it was written.
 */
export function textCell(text: string): string {
  return cell(NUMERIC.test(text) ? text : text.replace(BEGINS_FORMULA, "$1'$2"));
}

/** The cell of a JSON text; what would begin a formula is escaped as JSON does, which changes no value. */
export function jsonCell(json: string): string {
  return cell(json.replace(BEGINS_FORMULA_IN_JSON, (_all, before: string, sign: string) => before + escaped(sign)));
}

/** RFC 4180 §2: quoted where it must be. The empty text is `""`, so that it is told apart from no value. */
export function cell(text: string): string {
  return text === '' || QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const QUOTED = /[",\r\n]/;
/** Signs in full width begin formulas, too. No separator may be in the middle class: long runs would be read again. */
const BEGINS_FORMULA = /(^|[;\t\r\n])(['" \u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
const BEGINS_FORMULA_IN_JSON = /(;['" \u00a0\ufeff\\]*)([=+\-@\uff1d\uff0b\uff0d\uff20])/g;
/** Numbers of any kind, those of telephones included: they can be computed, but run nothing. */
const NUMERIC = /^[+-]?[\d ().,/-]*$/;

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
