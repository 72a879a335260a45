/** Which addresses TRUSTED_PROXIES believes, and whether that is everybody. */
import { isIP } from 'node:net';

interface Range {
  first: bigint;
  last: bigint;
}

/** Short names that the web server knows for these networks. */
const named = new Map([
  ['loopback', ['127.0.0.0/8', '::1']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);
/** Networks that lead nowhere from the Internet, those of providers (100.64.0.0/10) included. */
const privateNetworks = [...[...named.values()].flat(), '100.64.0.0/10'];

/** All addresses in one line: those of IPv4 stand where IPv6 has a place for them. */
const mapped: Range = { first: 0xffff_0000_0000n, last: 0xffff_ffff_ffffn };
/** More than any list of a content network has, less than a share of the Internet worth naming. */
const mostPublicV4 = 2n ** 24n;
const mostPublicV6 = 2n ** 112n;

/** Entries that are neither an address, nor a subnet in the usual form, nor a name of one. */
export function unreadableProxies(entries: string[]): string[] {
  return entries.filter((entry) => rangesOf(entry) === null);
}

/**
 * Whether the entries together believe so much of the Internet that anybody may be behind them, however it is
 * written: one subnet, halves of it, or a list.
 */
export function believesEverybody(entries: string[]): boolean {
  const inside = privateNetworks.flatMap((network) => rangesOf(network) ?? []);
  const all = merge(entries.flatMap((entry) => rangesOf(entry) ?? []));
  const count = (within: Range) => sizeOf(all, within) - sizeOf(merge([...inside]), within, all);
  const v6 = [
    { first: 0n, last: mapped.first - 1n },
    { first: mapped.last + 1n, last: 2n ** 128n - 1n },
  ];
  return count(mapped) > mostPublicV4 || v6.reduce((sum, part) => sum + count(part), 0n) > mostPublicV6;
}

function rangesOf(entry: string): Range[] | null {
  const networks = named.get(entry);
  if (networks) return networks.flatMap((network) => rangesOf(network) ?? []);
  const [address = '', prefix, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || address.includes('%')) return null;
  const bits = family === 4 ? 32 : 128;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return null;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return null;
  const size = 2n ** BigInt(bits - length);
  const start = (numberOf(address, family) / size) * size;
  const shift = family === 4 ? mapped.first : 0n;
  return [{ first: start + shift, last: start + size - 1n + shift }];
}

function numberOf(address: string, family: number): bigint {
  if (family === 4) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  // The URL parser writes every form of an IPv6 address in one way, without dots.
  const short = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [left = '', right] = short.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** Ordered, without overlap. */
function merge(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const previous = merged.at(-1);
    if (previous && range.first <= previous.last + 1n) {
      if (range.last > previous.last) previous.last = range.last;
    } else merged.push({ ...range });
  }
  return merged;
}

/** How many addresses the ranges have inside `within` and, where given, inside `also`. */
function sizeOf(ranges: Range[], within: Range, also?: Range[]): bigint {
  let size = 0n;
  for (const range of ranges) {
    for (const other of also ?? [within]) {
      const first = [range.first, within.first, other.first].reduce((a, b) => (a > b ? a : b));
      const last = [range.last, within.last, other.last].reduce((a, b) => (a < b ? a : b));
      if (last >= first) size += last - first + 1n;
    }
  }
  return size;
}
