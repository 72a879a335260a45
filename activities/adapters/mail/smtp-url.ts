import { z } from 'zod';
import type { SmtpOptions } from './smtp-transport.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
const starttlsRules = ['required', 'optional', 'never'] as const;
const count = z.coerce.number().int().positive();

/**
 * Reads `smtp://user:password@host:587?starttls=required&perMinute=60&connections=3&name=relay.example.com`.
 * `smtps:` speaks TLS from the start; with `smtp:` encryption is required except towards this machine, so that a
 * downgraded connection is refused rather than used. Throws a sentence for a person.
 */
export function smtpOptionsFromUrl(text: string): SmtpOptions {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new Error('SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host');
  }
  const secure = url.protocol === 'smtps:';
  const wish = url.searchParams.get('starttls');
  if (wish !== null && !(starttlsRules as readonly string[]).includes(wish)) {
    throw new Error(`SMTP_URL: starttls must be one of ${starttlsRules.join(', ')}`);
  }
  const usual = loopback.has(url.hostname) ? 'optional' : 'required';
  const number = (name: string) => {
    const value = url.searchParams.get(name);
    if (value === null) return undefined;
    const parsed = count.safeParse(value);
    if (!parsed.success) throw new Error(`SMTP_URL: ${name} must be a whole number above zero`);
    return parsed.data;
  };
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    starttls: (wish as SmtpOptions['starttls']) ?? usual,
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    name: url.searchParams.get('name') ?? undefined,
    maxConnections: number('connections'),
    messagesPerMinute: number('perMinute'),
  };
}
