/**
 * What a mail server says that it found of a sender (`Authentication-Results`, RFC 8601). Anybody can write the header
 * into a mail; only the topmost of the one server that is believed counts, because a server puts its own on top and takes
 * away those that claim its name (RFC 8601, section 5).
 */
import type { SenderEvidence } from '../model/sender-evidence.ts';

const mostCharacters = 16 * 1024;
const mostSignatures = 20;

/**
 * @param headers values of all `Authentication-Results`, the topmost first, without folds
 * @param authserv the name of the server that is believed
 * @param from domain of the sender; null: there is none, or several
 * @returns null: that server says nothing
 */
export function trustedResults(
  headers: readonly string[],
  { authserv, from }: { authserv: string; from: string | null },
): SenderEvidence | null {
  for (const header of headers) {
    const [first = '', ...results] = withoutComments(header.slice(0, mostCharacters)).split(';');
    // `example.com 1`: the version may follow.
    const [name = '', version = '1'] = first.trim().split(/\s+/);
    if (unquoted(name).toLowerCase() !== authserv.toLowerCase()) continue;
    return version === '1' ? evidenceOf(results, from) : null;
  }
  return null;
}

function evidenceOf(results: string[], from: string | null): SenderEvidence {
  const said = results.flatMap(methodResult);
  const of = (method: string) => said.filter((one) => one.method === method);
  const [spf, dmarc] = [of('spf')[0], of('dmarc')[0]];
  return {
    by: 'server',
    from,
    spf: spf === undefined ? null : { result: spf.result, domain: domainOf(spf.properties['smtp.mailfrom']) },
    dkim: of('dkim')
      .slice(0, mostSignatures)
      .map(({ result, properties }) => ({
        result,
        domain: domainOf(properties['header.d'] ?? properties['header.i']),
      })),
    dmarc:
      // A result for another sender than the mail shows says nothing of this one.
      dmarc === undefined || !isOf(dmarc.properties['header.from'], from)
        ? null
        : { result: dmarc.result, policy: dmarc.properties['policy.dmarc']?.slice(0, 20) ?? null },
    arc: of('arc')[0]?.result ?? null,
  };
}

interface MethodResult {
  method: string;
  result: string;
  /** `ptype.property` in small letters. */
  properties: Record<string, string>;
}

/** `dkim=pass reason="…" header.d=example.com` */
function methodResult(text: string): MethodResult[] {
  const pairs = [...text.matchAll(/([a-z0-9_.-]+)(?:\s*\/\s*\d+)?\s*=\s*("[^"]*"|[^\s"]+)/gi)].map(
    ([, name, value]) => [name!.toLowerCase(), unquoted(value!)] as const,
  );
  const [head, ...rest] = pairs;
  if (head === undefined) return [];
  const result = head[1].toLowerCase().slice(0, 40);
  return [{ method: head[0], result, properties: Object.fromEntries(rest) }];
}

function isOf(named: string | undefined, from: string | null): boolean {
  return named === undefined || domainOf(named) === from;
}

/** Of an address or a domain, in small letters. */
function domainOf(written: string | undefined): string | null {
  if (written === undefined) return null;
  const domain = written
    .slice(written.lastIndexOf('@') + 1)
    .toLowerCase()
    .replace(/[>.]+$/, '');
  return domain === '' ? null : domain.slice(0, 255);
}

function unquoted(value: string): string {
  return value.replace(/^"(.*)"$/s, '$1');
}

/** Comments stand in brackets, one in another; in quotes a bracket is a character, and so is a semicolon. */
function withoutComments(header: string): string {
  let kept = '';
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < header.length; at += 1) {
    const character = header[at]!;
    if (character === '\\') at += 1;
    else if (isQuoted) {
      if (character === '"') isQuoted = false;
      if (character !== ';') kept += character;
    } else if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      if (character === '"') isQuoted = true;
      kept += character;
    }
  }
  return kept;
}
