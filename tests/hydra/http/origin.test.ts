import { describe, expect, it } from '@jest/globals';
import { Origins } from '../../../src/hydra/http/origin.ts';

const listening = () => ({ host: '192.0.2.7', port: 3000 });
const local = () => new Origins({ publicUrl: null, listening });

describe('Origins', () => {
  it.each(['https://host', 'https://host/'])('is the configured one %s, whatever Host says', (publicUrl) => {
    const origins = new Origins({ publicUrl, listening });

    expect(origins.of('evil.example')).toEqual({ url: 'https://host', configured: true });
    expect(origins.of(undefined)).toBe(origins.fallback);
  });

  it.each([
    ['localhost:3000', 'http://localhost:3000'],
    ['LOCALHOST:3000', 'http://localhost:3000'],
    ['localhost', 'http://localhost'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['127.9.8.7', 'http://127.9.8.7'],
    ['[::1]:3000', 'http://[::1]:3000'],
    ['192.0.2.7:3000', 'http://192.0.2.7:3000'],
    ['192.0.2.7', 'http://192.0.2.7'],
  ])('follows Host %s', (host, url) => {
    expect(local().of(host)).toEqual({ url, configured: false });
  });

  it.each([
    undefined,
    '',
    'host.example',
    'localhost.evil.example',
    'evil.example:3000',
    'localhost:3000@evil.example',
    'localhost:99999999',
    'localhost/evil',
    '127.0.0.1.evil.example',
    '128.0.0.1',
    '[::2]',
    '192.0.2.8',
  ])('refuses Host %j', (host) => {
    const origins = local();

    expect(() => origins.of(host)).toThrow('The host is not known');
    expect(origins.fallback.url).toBe('http://localhost:3000');
  });

  it('gives the same object for the same host', () => {
    const origins = local();

    expect(origins.of('localhost:3000')).toBe(origins.of('localhost:3000'));
  });

  it('knows at most eight, and always its own', () => {
    const origins = local();
    const ports = [1, 2, 3, 4].map((port) => origins.of(`localhost:${port}`).url);

    expect(ports).toEqual(['http://localhost:1', 'http://localhost:2', 'http://localhost:3', 'http://localhost:4']);
    expect(() => origins.of('localhost:5')).toThrow('The host is not known');
    expect(origins.of('127.0.0.1:3000').url).toBe('http://127.0.0.1:3000');
    expect(origins.of('localhost:4').url).toBe('http://localhost:4');
  });

  it.each(['host', 'ftp://host', 'https://host/path', 'https://user@host', 'https://host?x'])(
    'does not start with the public address %s',
    (publicUrl) => {
      expect(() => new Origins({ publicUrl, listening })).toThrow(TypeError);
    },
  );
});
