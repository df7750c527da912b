import { describe, expect, it } from '@jest/globals';
import { valueObjectWriter } from '../../../src/hydra/formats/value-objects.ts';
import { givenToyModel, resourceNamed } from '../support/toy-model.ts';

async function writerOf(name: string, keywords: boolean) {
  const field = resourceNamed(await givenToyModel(), 'Edition').fields.find((each) => each.name === name);
  if (field === undefined) throw new Error(`There is no field ${name}.`);
  return valueObjectWriter(field, keywords);
}

describe('the writer of objects in a column', () => {
  it('gives the keys of the class in its order, nulls and decimals as the wire has them, and nothing else', async () => {
    const write = await writerOf('size', true);

    const stored = { extra: 'x', height: 2, width: 1, weight: '3', binding: { material: 'cloth', extra: 1 } };

    expect(write(stored)).toBe(
      '{"@type":"Size","width":1,"height":2,"weight":"3.00","binding":{"@type":"Binding","material":"cloth","bound":null}}',
    );
  });

  it('gives lists, without keywords where none are wanted', async () => {
    const write = await writerOf('prices', false);

    expect(write([{ currency: 'DKK', amount: '1.23456' }])).toBe(
      '[{"currency":"DKK","amount":"1.2345","until":null,"taxed":null}]',
    );
    expect(write([])).toBe('[]');
  });

  it.each([null, 'text', 5])('survives what no body could have stored: %j', async (stored) => {
    expect((await writerOf('prices', false))(stored)).toBe('[]');
    expect((await writerOf('size', false))(stored)).toBe('{"width":null,"height":null,"weight":null,"binding":null}');
  });
});
