import { isIP } from 'node:net';
import { z } from 'zod';

/** A whole number within limits, written in digits. */
export function wholeNumber(from: number, to: number): z.ZodType<number, string> {
  const rule = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, rule)
    .transform(Number)
    .refine((value) => value >= from && value <= to, rule);
}

/** A time in milliseconds, at most an hour. */
export function milliseconds(from = 1): z.ZodType<number, string> {
  return wholeNumber(from, 3_600_000);
}

/** `1` or `0`. */
export const yesOrNo: z.ZodType<boolean, string> = z
  .enum(['0', '1'], 'must be 0 or 1')
  .transform((value) => value === '1');

/** Scheme, host and port, nothing more. */
export const origin: z.ZodType<string, string> = z
  .string()
  .refine(isOrigin, 'must be an origin such as https://api.example.com, without a path');

/** Origins separated by commas. */
export const origins: z.ZodType<readonly string[], string> = list(origin);

/** Addresses and networks (`10.0.0.0/8`) separated by commas. */
export const networks: z.ZodType<readonly string[], string> = list(
  z.string().refine(isNetwork, 'must be addresses or networks such as 10.0.0.0/8, separated by commas'),
);

/** Secrets separated by commas, each long enough not to be guessed. */
export const secrets: z.ZodType<readonly string[], string> = list(
  z.string().refine(isLongSecret, 'must be secrets of at least 32 bytes, separated by commas'),
);

/** The address of a database. */
export const databaseUrl: z.ZodType<string, string> = z
  .string()
  .refine(isDatabaseUrl, 'must be an address such as postgres://user:password@host:5432/database');

/** Text of a least length. */
export function text(from = 1): z.ZodType<string, string> {
  return z.string().refine((value) => value.length >= from, `must have at least ${from} characters`);
}

function list<T>(item: z.ZodType<T, string>): z.ZodType<readonly T[], string> {
  return z
    .string()
    .transform((value) => value.split(',').map((each) => each.trim()))
    .transform((parts) => parts.filter((part) => part !== ''))
    .pipe(z.array(item));
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value;
}

function isNetwork(value: string): boolean {
  const [address = '', prefix, ...more] = value.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    more.length === 0 && bits > 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}

function isLongSecret(value: string): boolean {
  return Buffer.byteLength(value) >= 32;
}

function isDatabaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, pathname } = new URL(value);
  return /^postgres(ql)?:$/.test(protocol) && username !== '' && pathname.length > 1;
}
