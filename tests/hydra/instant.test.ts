import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateAt, dayRange, instantOfRow, readDate, readInstant } from '../../src/hydra/instant.ts';

const COPENHAGEN = 'Europe/Copenhagen';

describe('readInstant', () => {
  it.each([
    ['2026-12-01T08:00:00Z', '2026-12-01T08:00:00+00:00'],
    ['2026-12-01T08:00:00+00:00', '2026-12-01T08:00:00+00:00'],
    ['2026-12-01T09:00:00+01:00', '2026-12-01T08:00:00+00:00'],
    ['2026-12-31T23:30:00-01:30', '2027-01-01T01:00:00+00:00'],
    ['2026-12-01T08:00:00-00:00', '2026-12-01T08:00:00+00:00'],
    ['2026-12-01t08:00:00z', '2026-12-01T08:00:00+00:00'],
    ['2026-12-01T08:00Z', '2026-12-01T08:00:00+00:00'],
    ['2026-12-01T09:00+01:00', '2026-12-01T08:00:00+00:00'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00+00:00'],
    ['0099-06-01T00:00:00+02:00', '0099-05-31T22:00:00+00:00'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00+00:00'],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999+00:00'],
  ])('12.1 reads %s as the instant %s', (text, expected) => {
    expect(readInstant(text, COPENHAGEN)).toBe(expected);
  });

  it.each([
    ['2026-12-01T08:00:00.0Z', '2026-12-01T08:00:00+00:00'],
    ['2026-12-01T08:00:00.500Z', '2026-12-01T08:00:00.5+00:00'],
    ['2026-12-01T08:00:00.123456Z', '2026-12-01T08:00:00.123456+00:00'],
    ['2026-12-01T08:00:00.1234569Z', '2026-12-01T08:00:00.123456+00:00'],
    ['2026-12-01T08:00:00.0000009Z', '2026-12-01T08:00:00+00:00'],
    ['2026-12-01T09:00:00.25+01:00', '2026-12-01T08:00:00.25+00:00'],
    ['2026-12-01T09:00:00.25', '2026-12-01T08:00:00.25+00:00'],
  ])('12.1 keeps at most six digits of the fraction of %s', (text, expected) => {
    expect(readInstant(text, COPENHAGEN)).toBe(expected);
  });

  it.each([
    ['2026-12-01T09:00', COPENHAGEN, '2026-12-01T08:00:00+00:00', 'winter time'],
    ['2026-07-01T09:00:30', COPENHAGEN, '2026-07-01T07:00:30+00:00', 'summer time'],
    ['2026-12-01T09:00', 'UTC', '2026-12-01T09:00:00+00:00', 'no zone'],
    ['2026-03-29T02:30', COPENHAGEN, '2026-03-29T01:30:00+00:00', 'skipped by an hour, so moved forward'],
    ['2026-10-25T02:30', COPENHAGEN, '2026-10-25T00:30:00+00:00', 'doubled, so the earlier'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00+00:00', 'skipped by half an hour'],
    ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00+00:00', 'skipped by a day'],
  ])('12.1 reads the local time %s of %s as %s: %s', (text, timeZone, expected) => {
    expect(readInstant(text, timeZone)).toBe(expected);
  });

  it.each([
    '2026-12-01',
    '2026-12-01 08:00:00Z',
    '2026-12-01T08',
    '2026-12-01T08:00:60Z',
    '2016-12-31T23:59:60Z',
    '2026-12-01T24:00:00Z',
    '2026-12-01T08:60:00Z',
    '2026-02-30T08:00:00Z',
    '2026-02-29T08:00:00Z',
    '1900-02-29T08:00:00Z',
    '2026-04-31T08:00',
    '2026-13-01T08:00:00Z',
    '2026-00-01T08:00:00Z',
    '2026-12-00T08:00:00Z',
    '2026-12-01T08:00:00+24:00',
    '2026-12-01T08:00:00+01',
    '2026-12-01T08:00:00+0100',
    '2026-12-01T08:00:00.Z',
    '2026-12-01T08:00.5Z',
    '10000-01-01T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '0000-12-31T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:30:00-01:00',
    '9999-12-31T23:59:59',
    'infinity',
    'now',
    '',
    '2026-12-01T08:00:00Z\n',
    ' 2026-12-01T08:00:00Z',
    '２026-12-01T08:00:00Z',
  ])('12.1 does not read %j', (text) => {
    expect(readInstant(text, 'America/New_York')).toBeNull();
  });

  it('reads what it has written as the same instant', () => {
    const instants = fc.date({
      min: new Date('0001-01-02T00:00:00Z'),
      max: new Date('9999-12-30T00:00:00Z'),
      noInvalidDate: true,
    });
    const offsets = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });

    fc.assert(
      fc.property(instants, offsets, fc.nat(999_999), (date, minutes, micros) => {
        const second = date.toISOString().slice(0, 19);
        const fraction = `${micros}`.padStart(6, '0').replace(/0+$/, '');
        const expected = `${second}${fraction === '' ? '' : `.${fraction}`}+00:00`;
        const local = new Date(Date.parse(`${second}Z`) + minutes * 60_000).toISOString();
        fc.pre(/^(?!0000)\d{4}-/.test(local));

        const sent = `${local.slice(0, 19)}.${`${micros}`.padStart(6, '0')}${offsetText(minutes)}`;

        expect(readInstant(sent, COPENHAGEN)).toBe(expected);
        expect(readInstant(expected, COPENHAGEN)).toBe(expected);
      }),
    );
  });
});

describe('instantOfRow', () => {
  it.each([
    ['2026-12-01 08:00:00+00', '2026-12-01T08:00:00+00:00'],
    ['2026-12-01 08:00:00.5+00', '2026-12-01T08:00:00.5+00:00'],
    ['2026-12-01 08:00:00.000001+00', '2026-12-01T08:00:00.000001+00:00'],
    ['0099-01-01 00:00:00.25+00', '0099-01-01T00:00:00.25+00:00'],
  ])('12.1 writes %s as %s', (text, expected) => {
    expect(instantOfRow(text)).toBe(expected);
  });

  it.each([
    ['infinity', '9999-12-31T23:59:59.999999+00:00'],
    ['-infinity', '0001-01-01T00:00:00+00:00'],
    ['0044-03-15 12:00:00+00 BC', '0001-01-01T00:00:00+00:00'],
    ['10000-01-01 00:00:00+00', '9999-12-31T23:59:59.999999+00:00'],
    ['294276-12-31 23:59:59.999999+00', '9999-12-31T23:59:59.999999+00:00'],
  ])('12.1 shows %s, which the wire cannot say, as %s', (text, expected) => {
    expect(instantOfRow(text)).toBe(expected);
  });
});

describe('readDate', () => {
  it.each(['2026-12-01', '2024-02-29', '0001-01-01', '9999-12-31'])('12.1 reads %s', (text) => {
    expect(readDate(text)).toBe(text);
  });

  it.each(['2026-02-29', '2026-12-32', '2026-1-1', '20261201', '0000-01-01', '10000-01-01', '2026-12-01T08:00', ''])(
    '12.1 does not read %j',
    (text) => {
      expect(readDate(text)).toBeNull();
    },
  );
});

describe('dayRange', () => {
  it.each([
    ['2026-12-01', 'UTC', '2026-12-01T00:00:00+00:00', '2026-12-02T00:00:00+00:00'],
    ['2026-12-01', COPENHAGEN, '2026-11-30T23:00:00+00:00', '2026-12-01T23:00:00+00:00'],
    ['2026-03-29', COPENHAGEN, '2026-03-28T23:00:00+00:00', '2026-03-29T22:00:00+00:00'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00+00:00', '2018-11-05T02:00:00+00:00'],
    ['0001-01-01', COPENHAGEN, '-infinity', expect.stringMatching(/^0001-01-01T23:/)],
    ['9999-12-31', 'America/New_York', '9999-12-31T05:00:00+00:00', 'infinity'],
  ])('12.1 covers the whole of %s in %s', (date, timeZone, from, until) => {
    expect(dayRange(date, timeZone)).toEqual({ from, until });
  });
});

describe('dateAt', () => {
  it('names the date of the zone', () => {
    expect(dateAt('2026-12-01T23:30:00+00:00', COPENHAGEN)).toBe('2026-12-02');
  });
});

function offsetText(minutes: number): string {
  const two = (value: number) => `${Math.floor(value)}`.padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}
