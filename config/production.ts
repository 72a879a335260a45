/** What must not reach production (N-3); each finding says what to set. */
import { isGuessable } from './secret-strength.ts';
import { believesEverybody } from './proxies.ts';
import type { Settings } from './settings.ts';

const askForSecret = 'a random text, for example from "openssl rand -hex 32"';
/** A password that people made up by rule, or that stands in a list, has less. */
const bitsOfPassword = 28;

/** Names and addresses of the machine itself. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(name);
}

/** Whether browsers of other machines may come: nothing whose password is published may be open then. */
export function isReachable(host: string, publicUrl: string): boolean {
  return !isLoopback(host) || !isLoopback(new URL(publicUrl).hostname);
}

/** Checked when NODE_ENV is production; an empty list means that nothing is in the way. */
export function productionFindings(settings: Settings): string[] {
  return [
    ...secretFindings(settings),
    ...originFindings(settings),
    ...databaseFindings(settings),
    ...temporalFindings(settings),
    ...mailFindings(settings),
    ...documentStoreFindings(settings),
    ...proxyFindings(settings),
  ];
}

function secretFindings({ secret }: Settings): string[] {
  if (secret === undefined) {
    return [`Set RELANCE_SECRET (or RELANCE_SECRET_FILE) to ${askForSecret}.`];
  }
  if (isGuessable(secret)) {
    return [
      `RELANCE_SECRET can be guessed: it repeats itself, or is made of words or rows. Set it to ${askForSecret}.`,
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

function databaseFindings({ databaseUrl, visitorDatabaseUrl }: Settings): string[] {
  return [
    ...addressFindings('DATABASE_URL', databaseUrl),
    ...addressFindings('VISITOR_DATABASE_URL', visitorDatabaseUrl),
  ];
}

function addressFindings(name: string, address: string | undefined): string[] {
  if (address === undefined) return [];
  const url = new URL(address);
  // The driver takes the last of a parameter, and from there what the address says elsewhere.
  const said = new Map(url.searchParams);
  const host = said.get('host') ?? decodeURIComponent(url.hostname);
  if (host === '' || host.startsWith('/') || isLoopback(host)) return [];
  const findings: string[] = [];
  const byOtherMeans = ['sslcert', 'passfile'].some((name) => said.has(name));
  const password = said.get('password') ?? decodeURIComponent(url.password);
  if (!byOtherMeans && isGuessable(password, bitsOfPassword)) {
    findings.push(
      `${name} has no password, or one that can be guessed: give the database account a random password.`,
    );
  }
  if (!verifiesServer(said)) {
    findings.push(
      `${name} does not verify the server on the other machine: add sslmode=verify-full to it, and ` +
        'sslrootcert=FILE where the certificate is of an authority of yours.',
    );
  }
  return findings;
}

/** What the driver makes of the parameters: modes in the middle verify only against a named authority. */
function verifiesServer(said: Map<string, string>): boolean {
  const mode = said.get('sslmode');
  if (mode === 'verify-full') return true;
  return (mode === 'verify-ca' || mode === 'require') && (said.get('sslrootcert') ?? '') !== '';
}

function temporalFindings({ temporal }: Settings): string[] {
  if (temporal.tls) return [];
  if (temporal.apiKey) return ['TEMPORAL_API_KEY would travel in the clear: set TEMPORAL_TLS=true.'];
  const host = temporal.address?.replace(/:\d+$/, '');
  if (host === undefined || isLoopback(host)) return [];
  return [
    'TEMPORAL_ADDRESS is another machine and the connection is not encrypted: set TEMPORAL_TLS=true, and ' +
      'TEMPORAL_TLS_CA_FILE where the certificate is of an authority of yours.',
  ];
}

function mailFindings({ smtpUrl }: Settings): string[] {
  if (smtpUrl === undefined) {
    return ['Set SMTP_URL: without it reminders go to the local mailbox and reach nobody.'];
  }
  const url = new URL(smtpUrl);
  if (isLoopback(url.hostname)) return [];
  if (url.protocol === 'smtp:' && ['never', 'optional'].includes(url.searchParams.get('starttls') ?? '')) {
    return [
      'SMTP_URL lets mail and password leave unencrypted: use smtps://, or remove the starttls parameter.',
    ];
  }
  return [];
}

function documentStoreFindings({ documentStore }: Settings): string[] {
  if (documentStore === undefined) return [];
  // In place of the values, so that the address can be read.
  const url = new URL(documentStore.urlTemplate.replaceAll(/\{\w+\}/g, 'x'));
  if (url.protocol === 'https:' || isLoopback(url.hostname)) return [];
  const inAddress = [...url.searchParams.keys()].some((name) => /key|token|secret|sig|pass|auth/i.test(name));
  if (documentStore.authorization === undefined && !inAddress) return [];
  return [
    'DOCUMENT_STORE_URL would send its credentials in the clear: use https://, or remove DOCUMENT_STORE_AUTHORIZATION.',
  ];
}

function proxyFindings({ trustedProxies }: Settings): string[] {
  if (!believesEverybody(trustedProxies)) return [];
  return [
    `TRUSTED_PROXIES believes everybody (${trustedProxies.join(', ')}): name the addresses of your proxies only.`,
  ];
}
