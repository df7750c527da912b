import { BlockList, isIP } from 'node:net';

/** Whether an address is that of a proxy of ours. */
export type IsTrusted = (address: string) => boolean;

/**
 * Compiles the explicit list of proxies: addresses and subnets such as `10.0.0.0/8`.
 * @throws TypeError when one of them is neither.
 */
export function trustedProxies(list: readonly string[]): IsTrusted {
  if (list.length === 0) return () => false;
  const proxies = new BlockList();
  for (const entry of list) addTo(proxies, entry);
  return (address) => proxies.check(address, familyOf(address));
}

/**
 * The address a request comes from: the peer's, or, while that is a proxy of ours, the next one to its left in
 * `X-Forwarded-For`. What a client wrote there itself lies further left and is never reached.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, isTrusted: IsTrusted): string {
  let address = plain(peer);
  if (forwardedFor === undefined) return address;
  const hops = forwardedFor.split(',');
  while (isTrusted(address)) {
    const next = plain(hops.pop()?.trim() ?? '');
    if (isIP(next) === 0) return address;
    address = next;
  }
  return address;
}

function addTo(proxies: BlockList, entry: string): void {
  const [address = '', prefix] = entry.split('/');
  const bits = isIP(address) === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : Number(prefix);
  const isPrefix = prefix === undefined || (/^[0-9]{1,3}$/.test(prefix) && length <= bits);
  if (isIP(address) === 0 || !isPrefix) {
    throw new TypeError(`A trusted proxy must be an address or a subnet such as 10.0.0.0/8: ${entry}`);
  }
  proxies.addSubnet(address, length, familyOf(address));
}

/** IPv4 as it looks on a socket for both families is IPv4. */
function plain(address: string): string {
  return /^::ffff:[0-9.]+$/i.test(address) ? address.slice(7) : address;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
