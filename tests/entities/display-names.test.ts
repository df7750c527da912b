import { describe, expect, it } from '@jest/globals';
import { displayNames } from '../../entities/display-names.ts';

describe('display names', () => {
  it('are those of the language, or the code where there is none', () => {
    const countries = displayNames('region');
    const languages = displayNames('language');

    expect(['da', 'en', 'de', 'da'].map((language) => countries('DK', language))).toEqual([
      'Danmark',
      'Denmark',
      'Dänemark',
      'Danmark',
    ]);
    expect([countries('QQ', 'da'), languages('da', 'da')]).toEqual(['QQ', 'dansk']);
  });

  it('open a language once, however many codes are named in it', () => {
    const { opened, nameOf } = given();

    const names = ['DK', 'SE', 'DK'].map((code) => nameOf(code, 'da'));

    expect(names).toEqual(['DK in da,en', 'SE in da,en', 'DK in da,en']);
    expect(opened).toEqual(['da']);
  });

  it('keep 32 languages open, the newest', () => {
    const { opened, nameOf } = given();
    for (let index = 0; index < 33; index += 1) nameOf('DK', `l${index}`);

    for (const language of ['l32', 'l1', 'l0']) nameOf('DK', language);

    expect(opened.slice(33)).toEqual(['l0']);
  });
});

/** Names that tell when a language is opened. */
function given() {
  const opened: (string | undefined)[] = [];
  const nameOf = displayNames('region', (languages) => {
    opened.push(languages[0]);
    return { of: (code) => `${code} in ${languages.join()}` };
  });
  return { opened, nameOf };
}
