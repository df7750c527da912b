import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressOfRow } from '../../../src/hydra/formats/address.ts';
import { compileWriter } from '../../../src/hydra/formats/compile-writer.ts';
import { decimalOfRow } from '../../../src/hydra/formats/decimal.ts';
import { literal, writerSource } from '../../../src/hydra/formats/writer.ts';
import { instantOfRow } from '../../../src/hydra/instant.ts';
import type { Model } from '../../../src/hydra/model/model.ts';
import { readPlan } from '../../../src/hydra/plan/read-plan.ts';
import { givenToyModel, resourceNamed, toyPathOf } from '../support/toy-model.ts';

const KEEPER = { signedIn: true, roles: new Set(['keeper']) };
const STYLE = { keywords: true, base: '/api', pathOf: toyPathOf };
const SCALARS = {
  text: (value: string) => JSON.stringify(value),
  instant: instantOfRow,
  decimal: decimalOfRow,
  address: addressOfRow,
};

let model: Model;
beforeAll(async () => {
  model = await givenToyModel();
});

function shapeOf(name: string) {
  return readPlan(model, resourceNamed(model, name), KEEPER, toyPathOf).shape;
}

describe('generated code', () => {
  it('is made of the model alone', () => {
    expect(writerSource(shapeOf('Card'), STYLE, null)).toBe(
      [
        'let v; return "\\"@type\\":\\"Card\\""',
        '",\\"@id\\":\\"" + "/api/cards/" + r[0] + "\\""',
        '",\\"id\\":" + r[0]',
        `",\\"name\\":" + ((v = r[2]) === null ? 'null' : t.text(v))`,
        '",\\"grants\\":" + r[3]',
        `",\\"valid\\":" + ((r[4] === 't' || r[4] === 'true') ? 'true' : 'false');`,
      ].join(' + '),
    );
  });

  it('quotes names so that they stay names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const read = new Function(`return ${literal(name)};`) as () => string;

        expect(read()).toBe(name);
      }),
      { seed: 20261124 },
    );
  });
});

describe('a writer', () => {
  it('writes text exactly as JSON.stringify does, whatever it holds', () => {
    const write = compileWriter(shapeOf('Book'), STYLE, SCALARS);
    const shape = shapeOf('Book');
    const title = shape.fields.find(({ field }) => field.name === 'title')?.index ?? -1;
    const row = shape.columns.map((_sql, index): string | null =>
      index === 0 ? '7' : index === shape.columns.length - 1 ? '[]' : null,
    );

    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = write(row.with(title, text), '');

        expect(written).toContain(`"title":${JSON.stringify(text)}`);
        expect((JSON.parse(`{${written}}`) as { title: string }).title).toBe(text);
      }),
      { seed: 20261124 },
    );
  });

  it('begins with no comma where a row hides the first field', () => {
    const shape = shapeOf('Author');
    const fields = shape.fields.filter(({ field }) => field.name === 'email').map((each) => ({ ...each, mask: 0 }));
    const write = compileWriter({ ...shape, fields }, { ...STYLE, keywords: false }, SCALARS);
    const row = (mask: string) => shape.columns.map((_sql, index) => (index === 0 ? mask : 'a@b.example'));

    expect([write(row('t'), ''), write(row('f'), '')]).toEqual(['"email":"a@b.example"', '']);
  });

  it.each(['\u2028', '\u2029', '\ud800', '"', '\\', '</script>', '\0'])('survives %j', (text) => {
    const shape = shapeOf('Genre');
    const write = compileWriter(shape, { ...STYLE, keywords: false }, SCALARS);

    expect(JSON.parse(`{${write([text], 'en')}}`)).toEqual({ id: text, name: text });
  });
});

describe('a decimal', () => {
  it.each([
    ['12', '12.00'],
    ['12.5', '12.50'],
    ['-12.50', '-12.50'],
    ['1.2345', '1.2345'],
    ['0.1000', '0.10'],
  ])('%s is written as %s', (stored, written) => {
    expect(decimalOfRow(stored)).toBe(written);
  });
});
