/** Sendings and recipients as the provider answers them. */
import { isElectronic, isQualified } from './letters.ts';
import type { SandboxRecipient, SandboxSending } from './letters.ts';
import type { SandboxWorld } from './sandbox.ts';

export function presentSending(sending: SandboxSending): Record<string, unknown> {
  const pages = sending.documents.reduce((sum, one) => sum + one.pages, 0);
  return {
    id: sending.id,
    ...sending.fields,
    status: sending.status,
    ...(sending.statusDetail ? { status_detail: sending.statusDetail } : {}),
    statuses: sending.statuses,
    creation_date: sending.createdAt,
    submission_date: sending.submittedAt ?? null,
    processed_date: sending.processedAt ?? null,
    documents_count: sending.documents.length,
    pages_count: pages,
    recipients_counts: { total: sending.recipients.length },
  };
}

const electronicCodes = ['DELIVERING', 'DELIVERED', 'UNDELIVERED'];

export function presentRecipient(
  world: SandboxWorld,
  sending: SandboxSending,
  recipient: SandboxRecipient,
): Record<string, unknown> {
  const own = `${world.origin()}/${sending.service}/sendings/${sending.id}/recipients/${recipient.id}`;
  const common = {
    id: recipient.id,
    ...recipient.fields,
    status: recipient.status,
    statuses: recipient.statuses,
  };
  if (isElectronic(sending.service)) {
    const last = recipient.delivery.filter(({ code }) => electronicCodes.includes(code)).at(-1);
    const { download_deposit_proof: deposit, download_delivery_proof: delivery } = recipient.proofs;
    return {
      ...common,
      ...(isQualified(sending.service)
        ? {}
        : {
            delivery_status: last?.code ?? null,
            delivery_status_detail: last?.detail ?? null,
            delivery_statuses: recipient.delivery.map(({ code, date, detail }) => ({
              code,
              date,
              detail: detail ?? null,
            })),
          }),
      ...(deposit ? { deposit_proof: { date: deposit.date, href: `${own}/download_deposit_proof` } } : {}),
      ...(delivery ? { delivery_proof: { ...delivery, href: `${own}/download_delivery_proof` } } : {}),
    };
  }
  const isPrinted = sending.processedAt !== undefined;
  if (sending.service === 'mail/v2') return { ...common, postage_price: isPrinted ? 1.13 : null };
  const dated = (download: string, name: string) => {
    const proof = recipient.proofs[download];
    return proof ? { [`${name}_date`]: proof.date, [`${name}_url`]: `${own}/${download}` } : {};
  };
  return {
    ...common,
    postage_price: isPrinted ? 5.74 : null,
    registered_number: recipient.registeredNumber ?? null,
    delivery_statuses: recipient.delivery,
    main_delivery_statuses: recipient.main,
    last_main_delivery_status: recipient.main.at(-1) ?? null,
    ...(recipient.undeliveredReason ? { undelivered_mail_reason: recipient.undeliveredReason } : {}),
    ...dated('download_deposit_proof', 'deposit_proof'),
    ...dated('download_content_proof', 'content_proof'),
    ...dated('download_acknowledgement_of_receipt', 'acknowledgement_of_receipt'),
    ...dated('download_undelivered_mail', 'undelivered_mail'),
  };
}
