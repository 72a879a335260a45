/** What trying a connection found, in words that hold nothing secret and no address but the configured one. */
import { isIP } from 'node:net';
import { maskTokens } from '../../../domain/links/masking.ts';
import { storable } from '../../../domain/text/storable.ts';
import type { ConnectionResult, ConnectionStep } from '../../../domain/vocabulary/settings.ts';

export interface ConnectionOutcome {
  result: ConnectionResult;
  /** The last step that was begun. */
  step: ConnectionStep;
  /** What the other side said, in its own words; null: it said nothing. */
  answered: string | null;
}

/** A trial ends after this long, regardless of what the other side does. */
export const connectionTestTimeoutMs = 10_000;

/** Codes of Node, by what they mean to the person who set the address. */
const resultOfCode: Record<string, ConnectionResult> = {
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
  EDNS: 'name_not_found',
  ECONNREFUSED: 'nobody_listens',
  EHOSTUNREACH: 'nobody_listens',
  ENETUNREACH: 'nobody_listens',
  ETIMEDOUT: 'timeout',
  ETIMEOUT: 'timeout',
  ABORT_ERR: 'timeout',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'timeout',
  UPGRADE_TIMEOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  ECONNRESET: 'cut',
  EPIPE: 'cut',
  UND_ERR_SOCKET: 'cut',
};

/** By the code of the error or of what caused it, from the inside out; undefined: it says nothing known. */
export function resultOfError(error: unknown): ConnectionResult | undefined {
  const codes: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code, originalCode, errors } = at as { code?: unknown; originalCode?: unknown; errors?: unknown };
    const inner = Array.isArray(errors) ? errors.map((one) => (one as { code?: unknown }).code) : [];
    codes.push(...[code, originalCode, ...inner].filter((one) => typeof one === 'string'));
    if (at.name === 'TimeoutError' || at.name === 'AbortError') codes.push('ETIMEDOUT');
  }
  for (const code of codes.reverse()) {
    if (isCertificate(code)) return 'not_verified';
    if (/^(EPROTO|ETLS|ERR_SSL|ERR_TLS)/.test(code)) return 'not_secure';
    const known = resultOfCode[code];
    if (known !== undefined) return known;
  }
  return undefined;
}

function isCertificate(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ERR_TLS_CERT/.test(code);
}

const mostWords = 300;

/** What an account is signed in with, as protocols send it: servers repeat lines that they do not understand. */
export function signInSecrets({ user, password }: { user: string; password: string }): string[] {
  if (password === '') return [];
  return [
    password,
    // as IMAP quotes it
    password.replaceAll(/[\\"]/g, String.raw`\$&`),
    // SASL PLAIN with and without the identity to act as, and what bearers send
    `\0${user}\0${password}`,
    `${user}\0${user}\0${password}`,
    `user=${user}\u0001auth=Bearer ${password}\u0001\u0001`,
  ];
}

/**
 * What a server said, as it may be shown: without what signs us in, in any code, and without addresses of
 * machines other than the configured one.
 *
 * @param secrets what was sent to be let in: `signInSecrets`
 */
export function shownAnswer(
  text: string | undefined,
  { host, secrets }: { host: string; secrets: readonly string[] },
): string | null {
  if (text === undefined || text.trim() === '') return null;
  const hidden = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret), base64Of(secret)])
    .filter((secret) => secret !== '')
    .sort((a, b) => b.length - a.length);
  const masked = hidden.reduce((shown, secret) => shown.replaceAll(secret, '…'), text);
  // eslint-disable-next-line no-control-regex -- lines of a protocol become one line to read
  const line = storable(maskTokens(masked)).replaceAll(/[\u0000-\u001f\u007f]+/g, ' ');
  const anonymous = line.replaceAll(/[0-9a-fA-F]*[:.][0-9a-fA-F:.]+/g, (found) => {
    const address = found.replace(/[.:]$/, '');
    return isIP(address) !== 0 && address !== host ? '…' : found;
  });
  return anonymous.trim().slice(0, mostWords);
}

/** Without what pads it: some take it off. */
function base64Of(secret: string): string {
  return Buffer.from(secret).toString('base64').replace(/=+$/, '');
}

/** Answers `timeout` after so many milliseconds, regardless of what the other side does; `end` then cuts the connection. */
export async function withinTime(
  ms: number,
  trial: { run: () => Promise<ConnectionOutcome>; step: () => ConnectionStep; end: () => void },
): Promise<ConnectionOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ConnectionOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ result: 'timeout', step: trial.step(), answered: null }), ms);
  });
  try {
    return await Promise.race([trial.run(), late]);
  } finally {
    clearTimeout(timer);
    trial.end();
  }
}
