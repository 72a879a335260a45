/** From what Maileva answers about a letter to where it is. */
import type { LetterKind } from '../../../domain/vocabulary/letters.ts';
import type { LetterSnapshot, ProofRef, ProviderReport } from '../../letters/provider.ts';
import { isElectronic, needsCode } from '../../../domain/letter/course.ts';
import {
  blockOf,
  stateOfCategory,
  stateOfElectronic,
  stateOfPost,
  stateOfQualified,
  stateOfSending,
} from './codes.ts';
import type { DeliveryStatus, Recipient, Sending } from './wire.ts';

export function snapshotOf(
  kind: LetterKind,
  sending: Sending,
  recipient: Recipient | undefined,
  moreStatuses: DeliveryStatus[],
): LetterSnapshot {
  return {
    isDraft: sending.status === 'DRAFT',
    reports: reportsOf(kind, sending, recipient, moreStatuses),
    block:
      blockOf(sending.status, sending.status_detail) ??
      (recipient ? blockOf(recipient.status, recipient.status_detail) : null),
    proofs: recipient === undefined ? [] : proofsOf(recipient),
    trackingNumber: recipient?.registered_number ?? null,
    cost:
      recipient?.postage_price == null
        ? null
        : { minor: Math.round(recipient.postage_price * 100), currency: 'EUR' },
  };
}

function reportsOf(
  kind: LetterKind,
  sending: Sending,
  recipient: Recipient | undefined,
  moreStatuses: DeliveryStatus[],
): ProviderReport[] {
  const reports = sendingReports(sending);
  if (recipient === undefined) return reports;
  if (needsCode(kind)) return [...reports, ...qualifiedReports(recipient)];
  const own = recipient.status;
  if (own !== sending.status && own !== 'DRAFT')
    reports.push(report(own, recipient.status_detail, stateOfSending(own), null));
  const electronic = isElectronic(kind);
  for (const status of [...recipient.delivery_statuses, ...moreStatuses]) {
    const code = status.code ?? status.status;
    if (!code) continue;
    const state = electronic ? stateOfElectronic(code, status.detail) : stateOfPost(code, kind);
    reports.push(report(withDetail(code, status.detail), labelOf(status), state, status.date));
  }
  for (const status of recipient.main_delivery_statuses)
    if (status.category)
      reports.push(
        report(status.category, labelOf(status), stateOfCategory(status.category, kind), status.date),
      );
  if (electronic && recipient.delivery_status && recipient.delivery_statuses.length === 0) {
    const { delivery_status: code, delivery_status_detail: detail } = recipient;
    reports.push(report(withDetail(code, detail), '', stateOfElectronic(code, detail), null));
  }
  const { undelivered_mail_reason: reason } = recipient;
  if (reason) reports.push(report(reason, '', stateOfPost(reason, kind), recipient.undelivered_mail_date));
  return reports;
}

/** Of a qualified letter its recipient has the course: there, accepted is the recipient's own act. */
function qualifiedReports({ status, status_detail: detail, statuses }: Recipient): ProviderReport[] {
  const had = statuses.flatMap(({ code, date, details, detail: more }) =>
    code && code !== 'DRAFT' ? [report(code, details ?? more, stateOfQualified(code), date)] : [],
  );
  if (status === 'DRAFT' || had.some(({ code }) => code === status)) return had;
  return [...had, report(status, detail, stateOfQualified(status), null)];
}

/** Each status that it had, with its time; older answers give the last one only. */
function sendingReports({
  status,
  status_detail,
  statuses,
  submission_date,
  processed_date,
}: Sending): ProviderReport[] {
  const had = statuses.flatMap(({ code, date, details, detail }) =>
    code && code !== 'DRAFT' ? [report(code, details ?? detail, stateOfSending(code), date)] : [],
  );
  if (status === 'DRAFT' || had.some(({ code }) => code === status)) return had;
  const at = status.startsWith('PROCESSED') ? processed_date : status === 'PENDING' ? submission_date : null;
  return [...had, report(status, status_detail, stateOfSending(status), at)];
}

function report(
  code: string,
  text: string | null | undefined,
  state: ProviderReport['state'],
  at: string | null | undefined,
): ProviderReport {
  const time = at ? Date.parse(at) : Number.NaN;
  return {
    code: code.slice(0, 100),
    text: (text ?? '').slice(0, 500),
    state,
    at: Number.isNaN(time) ? null : new Date(time).toISOString(),
  };
}

function withDetail(code: string, detail: string | null | undefined): string {
  return detail ? `${code}/${detail}` : code;
}

function labelOf({ label, location }: DeliveryStatus): string {
  return [label, location].filter(Boolean).join(', ');
}

const deliveryProofs = {
  ACKNOWLEDGMENT_OF_RECEIPT: 'receipt',
  REFUSAL_PROOF: 'refusal',
  NOT_CLAIMED_PROOF: 'not_claimed',
  UNDELIVERED_PROOF: 'undelivered',
} as const;

function proofsOf(recipient: Recipient): ProofRef[] {
  const proofs: ProofRef[] = [];
  const add = (type: ProofRef['type'], download: string, there: unknown, at: string | null | undefined) => {
    if (there) proofs.push({ type, id: `${recipient.id}/${download}`, at: at ?? null });
  };
  const { deposit_proof: deposit, delivery_proof: delivery } = recipient;
  add(
    'deposit',
    'download_deposit_proof',
    recipient.deposit_proof_url ?? deposit?.href,
    recipient.deposit_proof_date ?? deposit?.date,
  );
  add('content', 'download_content_proof', recipient.content_proof_url, recipient.content_proof_date);
  add(
    'receipt',
    'download_acknowledgement_of_receipt',
    recipient.acknowledgement_of_receipt_url,
    recipient.acknowledgement_of_receipt_date,
  );
  add(
    'returned_image',
    'download_undelivered_mail',
    recipient.undelivered_mail_url,
    recipient.undelivered_mail_date,
  );
  if (delivery?.href) {
    const type = deliveryProofs[delivery.type as keyof typeof deliveryProofs] ?? 'receipt';
    add(type, 'download_delivery_proof', delivery.href, delivery.date);
  }
  return proofs;
}
