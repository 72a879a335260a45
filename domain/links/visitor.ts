/**
 * Who opens a link: a person, or one of the machines that read mail before people do. Nothing is ever done because
 * of a visit; the verdict only tells a collector what the list of visits is worth.
 */
import type { ViewVerdict } from '../vocabulary/visitors.ts';

/** What a request says about itself. */
export interface VisitorSigns {
  userAgent: string;
  /** `Sec-Purpose`, `Purpose`, `X-Purpose`, `X-Moz`: said by browsers and mail programs that look ahead. */
  purpose: string;
}

/** Mail gateways, link previews, search engines and programs without a screen, by what they call themselves. */
const machines = [
  'bot\\b',
  'bot/',
  'crawl',
  'spider',
  'scan',
  'preview',
  'prefetch',
  'safelinks',
  'proofpoint',
  'mimecast',
  'barracuda',
  'symantec',
  'trend ?micro',
  'forti(?:mail|guard|sandbox)',
  'ironport',
  'zscaler',
  'cloudmark',
  'bitdefender',
  'kaspersky',
  'sophos',
  'avanan',
  'virustotal',
  'urlscan',
  'googleimageproxy',
  'google-safety',
  'facebookexternalhit',
  'whatsapp',
  'telegram',
  'skype',
  'slack',
  'linkedin',
  'twitter',
  'microsoft office',
  'ms-office',
  'headless',
  'phantomjs',
  'selenium',
  'curl/',
  'wget/',
  'python',
  'libwww',
  'go-http-client',
  'java/',
  'okhttp',
  'apache-httpclient',
  'node-fetch',
  'undici',
  'axios',
  'powershell',
  'ruby',
  'perl',
].join('|');
const machine = new RegExp(machines, 'i');

/** `unknown` until somebody moves or types on the page: a careful scanner calls itself a browser. */
export function verdictOf({ userAgent, purpose }: VisitorSigns): ViewVerdict {
  if (/prefetch|prerender|preview/i.test(purpose)) return 'scanner';
  // Every browser has said who it is since the first one.
  if (!/^Mozilla\/\d/.test(userAgent.trim())) return 'scanner';
  return machine.test(userAgent) ? 'scanner' : 'unknown';
}

/** The network of an address, so that visitors are distinguished without keeping where they are. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (plain.includes('.')) return plain.split('.').slice(0, 3).join('.');
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const filled = [
    ...groups,
    ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'),
    ...after,
  ];
  return filled.slice(0, 3).join(':');
}

/** `ap@acme.example` as `a•@acme.example`: enough to know which mailbox to look into. */
export function maskedAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, Math.min(1, at))}•••${email.slice(at)}`;
}

/** Whole ones wherever they stand, also behind a coded slash; pieces at the beginning of a word. */
const writtenToken = /(?:(r[a-z]_)[A-Za-z0-9_-]{43}|\b(r[acix]_)[A-Za-z0-9_-]{8,})/g;

/** Text for a log: tokens of links keep their kind only (B4). */
export function withoutTokens(text: string): string {
  return text.replace(writtenToken, (_token, whole?: string, piece?: string) => `${whole ?? piece ?? ''}…`);
}
