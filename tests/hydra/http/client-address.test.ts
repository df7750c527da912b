import { describe, expect, it } from '@jest/globals';
import { clientAddress, trustedProxies } from '../../../src/hydra/http/client-address.ts';

const isTrusted = trustedProxies(['10.0.0.0/8', '2001:db8::/32', '192.0.2.1']);

describe('clientAddress', () => {
  it.each([
    ['the peer', '203.0.113.5', undefined, '203.0.113.5'],
    ['the peer, whatever it claims', '203.0.113.5', '198.51.100.9', '203.0.113.5'],
    ['what a proxy reports', '10.1.2.3', '198.51.100.9', '198.51.100.9'],
    ['what it reports to a socket for both families', '::ffff:10.1.2.3', '::ffff:198.51.100.9', '198.51.100.9'],
    ['what a chain of proxies reports', '10.1.2.3', '198.51.100.9, 192.0.2.1,2001:db8::7', '198.51.100.9'],
    ['the last before a claim', '10.1.2.3', '1.1.1.1, 198.51.100.9', '198.51.100.9'],
    ['the proxy where the report is no address', '10.1.2.3', 'unknown', '10.1.2.3'],
    ['the proxy where the report is empty', '10.1.2.3', '', '10.1.2.3'],
    ['the proxy where it reports nothing but proxies', '10.1.2.3', '10.9.9.9', '10.9.9.9'],
  ])('is %s', (_case, peer, forwardedFor, expected) => {
    expect(clientAddress(peer, forwardedFor, isTrusted)).toBe(expected);
  });

  it('trusts nobody by default', () => {
    expect(clientAddress('127.0.0.1', '198.51.100.9', trustedProxies([]))).toBe('127.0.0.1');
  });

  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0/8', ''])(
    'does not start with the proxy %j',
    (entry) => {
      expect(() => trustedProxies([entry])).toThrow(TypeError);
    },
  );
});
