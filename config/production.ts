/** What must not reach production (N-3); each finding says what to set. */
import type { Settings } from './settings.ts';

const wellKnownPasswords = new Set([
  '',
  'postgres',
  'password',
  'relance',
  'admin',
  'secret',
  'changeme',
  'test',
]);
const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** Names and addresses of the machine itself. */
export function isLoopback(host: string): boolean {
  return loopback.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Checked when NODE_ENV is production; an empty list means that nothing is in the way. */
export function productionFindings(settings: Settings): string[] {
  return [
    ...secretFindings(settings),
    ...originFindings(settings),
    ...databaseFindings(settings),
    ...temporalFindings(settings),
    ...mailFindings(settings),
    ...proxyFindings(settings),
  ];
}

function secretFindings({ secret }: Settings): string[] {
  if (secret === undefined) {
    return [
      'Set RELANCE_SECRET (or RELANCE_SECRET_FILE) to a random text, for example from "openssl rand -hex 32".',
    ];
  }
  if (new Set(secret).size < 8) {
    return [
      'RELANCE_SECRET repeats a few characters: set it to a random text, for example from "openssl rand -hex 32".',
    ];
  }
  return [];
}

function originFindings({ publicUrl }: Settings): string[] {
  if (publicUrl === undefined) {
    return [
      'Set RELANCE_URL to the address under which people reach Relance, for example https://relance.example.com.',
    ];
  }
  if (!publicUrl.startsWith('https://')) {
    return [
      'RELANCE_URL must begin with https:// in production: sessions would travel in the clear. Put TLS in front.',
    ];
  }
  return [];
}

function databaseFindings({ databaseUrl }: Settings): string[] {
  if (databaseUrl === undefined) return [];
  const url = new URL(databaseUrl);
  if (loopback.has(url.hostname) || url.hostname === '') return [];
  const byOtherMeans = ['sslcert', 'passfile'].some((name) => url.searchParams.has(name));
  if (!byOtherMeans && wellKnownPasswords.has(decodeURIComponent(url.password))) {
    return ['DATABASE_URL has no password or a well-known one: give the database account a random password.'];
  }
  if (url.searchParams.get('sslmode') === 'disable') {
    return [
      'DATABASE_URL switches TLS off towards another machine: set sslmode=verify-full, or leave it out.',
    ];
  }
  return [];
}

function temporalFindings({ temporal }: Settings): string[] {
  if (temporal.apiKey && !temporal.tls) {
    return ['TEMPORAL_API_KEY would travel in the clear: set TEMPORAL_TLS=true.'];
  }
  return [];
}

function mailFindings({ smtpUrl }: Settings): string[] {
  if (smtpUrl === undefined) {
    return ['Set SMTP_URL: without it reminders go to the local mailbox and reach nobody.'];
  }
  const url = new URL(smtpUrl);
  if (loopback.has(url.hostname)) return [];
  if (url.protocol === 'smtp:' && ['never', 'optional'].includes(url.searchParams.get('starttls') ?? '')) {
    return [
      'SMTP_URL lets mail and password leave unencrypted: use smtps://, or remove the starttls parameter.',
    ];
  }
  return [];
}

function proxyFindings({ trustedProxies }: Settings): string[] {
  const everybody = trustedProxies.find((one) => /\/0$|^(true|all|\*)$/.test(one));
  if (!everybody) return [];
  return [`TRUSTED_PROXIES believes everybody (${everybody}): name the addresses of your proxies.`];
}
