import { describe, expect, it } from '@jest/globals';
import type { Origin } from '../../src/hydra/http/origin.ts';
import { Origins } from '../../src/hydra/http/origin.ts';
import { perOrigin } from '../../src/hydra/per-origin.ts';

describe('perOrigin', () => {
  it('builds once per origin', () => {
    const origins = new Origins({ publicUrl: null, listening: () => ({ host: '192.0.2.7', port: 3000 }) });
    let built = 0;
    const of = perOrigin(({ url }: Origin) => `${url} ${++built}`);

    expect(of(origins.of('localhost'))).toBe('http://localhost 1');
    expect(of(origins.of('[::1]'))).toBe('http://[::1] 2');
    expect(of(origins.of('localhost'))).toBe('http://localhost 1');
  });
});
