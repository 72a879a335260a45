/** What is checked of the environment beyond each variable by itself. */
import { unreadableProxies } from './proxies.ts';
import type { Variables } from './settings.ts';

/** Settings that do not go together; each finding says what to set. */
export function contradictions(v: Variables): string[] {
  const findings: string[] = [...captureFindings(v)];
  if (!v.TEMPORAL_TLS_CERT !== !v.TEMPORAL_TLS_KEY) {
    findings.push('TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY belong together: set both, or neither.');
  }
  for (const name of ['TEMPORAL_TLS_CA', 'TEMPORAL_TLS_CERT', 'TEMPORAL_TLS_KEY'] as const) {
    if (v[name] && !v[name].includes('-----BEGIN ')) {
      findings.push(`${name} is not in PEM form: set ${name}_FILE when you mean a file.`);
    }
  }
  const maileva = [v.MAILEVA_CLIENT_ID, v.MAILEVA_CLIENT_SECRET, v.MAILEVA_USERNAME, v.MAILEVA_PASSWORD];
  if (maileva.some(Boolean) && !maileva.every(Boolean)) {
    findings.push(
      'MAILEVA_CLIENT_ID, MAILEVA_CLIENT_SECRET, MAILEVA_USERNAME and MAILEVA_PASSWORD belong together: set all, or none.',
    );
  }
  if (!v.AI_URL !== !v.AI_MODEL) {
    findings.push('AI_URL and AI_MODEL belong together: set both, or neither.');
  }
  if (!v.SEAL_KEY !== !v.SEAL_CERTIFICATE) {
    findings.push('SEAL_KEY and SEAL_CERTIFICATE belong together: set both, or neither.');
  }
  for (const name of ['SEAL_KEY', 'SEAL_CERTIFICATE'] as const) {
    if (v[name] && !v[name].includes('-----BEGIN ')) {
      findings.push(`${name} is not in PEM form: set ${name}_FILE when you mean a file.`);
    }
  }
  const pingen = [v.PINGEN_CLIENT_ID, v.PINGEN_CLIENT_SECRET, v.PINGEN_ORGANISATION_ID];
  if (pingen.some(Boolean) && !pingen.every(Boolean)) {
    findings.push(
      'PINGEN_CLIENT_ID, PINGEN_CLIENT_SECRET and PINGEN_ORGANISATION_ID belong together: set all, or none.',
    );
  }
  if (v.DOCUMENT_STORE_AUTHORIZATION && !v.DOCUMENT_STORE_URL) {
    findings.push('DOCUMENT_STORE_AUTHORIZATION is set but no store: set DOCUMENT_STORE_URL, or neither.');
  }
  if (v.TEMPORAL_TLS === false && (v.TEMPORAL_TLS_CA || v.TEMPORAL_TLS_CERT)) {
    findings.push('TEMPORAL_TLS is false but certificates are set: remove one of the two.');
  }
  if (v.JOURNAL_IMAP_URL && !v.JOURNAL_ADDRESS) {
    findings.push(
      'JOURNAL_IMAP_URL is set but no copies are sent there: set JOURNAL_ADDRESS to its address.',
    );
  }
  const unreadable = unreadableProxies(v.TRUSTED_PROXIES);
  if (unreadable.length > 0) {
    findings.push(
      `TRUSTED_PROXIES has ${unreadable.join(', ')}: write addresses or subnets such as 10.1.2.3 or 10.1.0.0/16.`,
    );
  }
  return findings;
}

function captureFindings(v: Variables): string[] {
  const findings: string[] = [];
  if (v.CAPTURE_IMAP_TOKEN && !v.CAPTURE_IMAP_URL) {
    findings.push('CAPTURE_IMAP_TOKEN is set but no mailbox: set CAPTURE_IMAP_URL, or neither.');
  }
  if (!v.CAPTURE_SMTP_KEY !== !v.CAPTURE_SMTP_CERTIFICATE) {
    findings.push('CAPTURE_SMTP_KEY and CAPTURE_SMTP_CERTIFICATE belong together: set both, or neither.');
  }
  for (const name of ['CAPTURE_SMTP_KEY', 'CAPTURE_SMTP_CERTIFICATE'] as const) {
    if (v[name] && !v[name].includes('-----BEGIN ')) {
      findings.push(`${name} is not in PEM form: set ${name}_FILE when you mean a file.`);
    }
  }
  return findings;
}
