/** Where mail to capture addresses is taken. */
import { readVariable, type Environment } from './environment.ts';
import type { Variables } from './settings.ts';

export interface CaptureSmtpSettings {
  host: string;
  port: number;
  /** PEM; undefined: mail comes in the clear. */
  tls: { key: string; certificate: string } | undefined;
}

/** The token as it is now: those of OAuth2 are renewed, in the file that CAPTURE_IMAP_TOKEN_FILE names. */
export function captureImapToken(environment: Environment = process.env): string | undefined {
  return readVariable(environment, 'CAPTURE_IMAP_TOKEN');
}

export function captureSmtpSettings(v: Variables): CaptureSmtpSettings | undefined {
  if (v.CAPTURE_SMTP_PORT === undefined) return undefined;
  const { CAPTURE_SMTP_HOST: host, CAPTURE_SMTP_PORT: port } = v;
  const { CAPTURE_SMTP_KEY: key, CAPTURE_SMTP_CERTIFICATE: certificate } = v;
  return { host, port, tls: key && certificate ? { key, certificate } : undefined };
}

/** Where clamd listens. */
export type ClamdPlace = { host: string; port: number } | { path: string };

export function clamdPlace({ CLAMD_URL: written }: Variables): ClamdPlace | undefined {
  if (written === undefined) return undefined;
  const { protocol, hostname, port, pathname } = new URL(written);
  if (protocol === 'unix:') return { path: decodeURIComponent(pathname) };
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 3310 : Number(port) };
}

/** The door that `npm start` opens on loopback. */
export function localCapture(port: number | undefined): CaptureSmtpSettings | undefined {
  return port === undefined ? undefined : { host: '127.0.0.1', port, tls: undefined };
}
