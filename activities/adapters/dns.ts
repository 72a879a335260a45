/** Questions to DNS: bounded, because names in mails are chosen by strangers, and given in, so that tests need no network. */
import { Resolver } from 'node:dns/promises';

/**
 * The records of a name, in the form of Node's `resolve`. Rejects with the codes of Node: `ENOTFOUND` and `ENODATA` say
 * that there are none, everything else that nobody knows.
 */
export type DnsResolve = (name: string, type: string) => Promise<unknown>;

export interface DnsBounds {
  questions: number;
  /** Of one question. */
  eachMs: number;
  /** Of all together, from the first. */
  allMs: number;
}

/** The servers of the operating system. */
export function systemDns(): DnsResolve {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  return (name, type) => resolver.resolve(name, type);
}

/** Beyond a bound the answer is `ETIMEOUT`: not known, never that there is none. */
export function boundedDns(resolve: DnsResolve, bounds: DnsBounds): DnsResolve {
  let asked = 0;
  let until = 0;
  return async (name, type) => {
    if (asked === 0) until = Date.now() + bounds.allMs;
    asked += 1;
    const roomMs = Math.min(bounds.eachMs, until - Date.now());
    if (asked > bounds.questions || roomMs <= 0) throw dnsTimeout(name);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(dnsTimeout(name)), roomMs);
    });
    try {
      return await Promise.race([resolve(name, type), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

function dnsTimeout(name: string): Error {
  return Object.assign(new Error(`no answer about ${name.slice(0, 255)} in time`), { code: 'ETIMEOUT' });
}
