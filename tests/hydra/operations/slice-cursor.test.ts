import { describe, expect, it } from '@jest/globals';
import { openCursor } from '../../../src/hydra/operations/cursor.ts';
import { sliceAt, sliceLinks } from '../../../src/hydra/operations/slice-cursor.ts';
import { CursorSeal } from '../../../src/hydra/query/cursor-seal.ts';

const SEAL = new CursorSeal(['a secret of the toys, long enough to seal']);
const open = (token: string) => openCursor(SEAL, ['/api/authors/1/royalties', 'aaaaaaaa'], token);

describe('the cursors of a provider', () => {
  it.each([
    ['empty', ''],
    ['quoted', '"\\'],
    ['of any script', 'Ærø 日本 \u{1f4da}'],
    ['long', 'x'.repeat(2_990)],
  ])('carry a position that is %s, in both directions', (_kind, position) => {
    const { next, previous } = sliceLinks(open(''), { next: position, previous: position });

    expect(sliceAt(open(next ?? ''), 5)).toEqual({ limit: 5, position, direction: 'forwards' });
    expect(sliceAt(open(previous ?? ''), 5)).toEqual({ limit: 5, position, direction: 'backwards' });
  });

  it('refuse a position that fits into no address', () => {
    const links = () => sliceLinks(open(''), { next: 'x'.repeat(4_000), previous: null });

    expect(links).toThrow('A provider gave a position of 4000 characters: keep it below 3000 bytes.');
  });
});
