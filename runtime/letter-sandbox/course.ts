/** What becomes of a letter in the sandbox: what a post office would do, step by step, as somebody steers it. */
import { isElectronic, isQualified } from './letters.ts';
import type { DeliveryEntry, SandboxRecipient, SandboxSending } from './letters.ts';

export const steps = [
  'accept',
  'reject',
  'block',
  'unblock',
  'print',
  'dispatch',
  'transit',
  'present',
  'keep',
  'deliver',
  'refuse',
  'unclaimed',
  'return',
  'wrong_address',
  'unknown_code',
] as const;
export type Step = (typeof steps)[number];

/** What happened, for the notification centre: an event of the sending or of its recipient. */
export interface Happening {
  event: string;
  of: 'sendings' | 'recipients';
}

const labels: Record<string, string> = {
  LP01: 'Pris en charge',
  LP02: 'Courrier imprimé et prêt à expédier',
  LP03: 'Tri départ',
  LP08: 'Pli mis à disposition en bureau de poste',
  LP09: 'Destinataire absent avisé',
  LP15: 'Distribué',
  LP17: 'Distribué à l’expéditeur (suite au retour du pli)',
  LP18: 'Avis de réception numérique disponible',
  LP19: 'Retour à l’expéditeur pour cause de délai d’instance expiré',
  LP20: 'Retour à l’expéditeur pour cause d’adresse incorrecte/incomplète',
  LP22: 'Retour à l’expéditeur pour cause de pli refusé',
  N10: 'PND (pli non distribuable)',
};

/** Steps that can be taken now; the others would be no course of a real letter. */
export function openSteps(sending: SandboxSending): Step[] {
  const [recipient] = sending.recipients;
  if (sending.status === 'DRAFT' || recipient === undefined) return [];
  if (sending.status === 'BLOCKED') return ['unblock', 'reject'];
  if (sending.status === 'PENDING') return ['accept', 'reject', 'block'];
  if (sending.status === 'ACCEPTED') return ['print', 'reject'];
  if (sending.status === 'REJECTED' || isOver(sending, recipient)) return ['unknown_code'];
  if (isElectronic(sending.service))
    return ['deliver', 'refuse', 'unclaimed', 'wrong_address', 'unknown_code'];
  if (sending.service === 'mail/v2') return ['return', 'unknown_code'];
  return recipient.delivery.some(({ code }) => code === 'LP01')
    ? [
        'transit',
        'present',
        'keep',
        'deliver',
        'refuse',
        'unclaimed',
        'return',
        'wrong_address',
        'unknown_code',
      ]
    : ['dispatch', 'unknown_code'];
}

const qualifiedEnds = ['ACCEPTED', 'REFUSED', 'NOT_CLAIMED', 'ERROR'];

function isOver(
  { service, status }: SandboxSending,
  { delivery, undeliveredReason, ...recipient }: SandboxRecipient,
): boolean {
  if (isQualified(service) && status === 'PROCESSED') return qualifiedEnds.includes(recipient.status);
  const last = ['LP15', 'LP17', 'LP19', 'LP20', 'LP22', 'N10', 'DELIVERED', 'UNDELIVERED'];
  return undeliveredReason !== undefined || delivery.some(({ code }) => last.includes(code));
}

/** Takes a step; answers what the notification centre tells. Nothing where the step is not open. */
export function take(sending: SandboxSending, step: Step, at: Date): Happening[] {
  if (!openSteps(sending).includes(step)) return [];
  const [recipient] = sending.recipients;
  return isElectronic(sending.service) && sending.status === 'PROCESSED'
    ? isQualified(sending.service)
      ? qualified(recipient!, step, at)
      : electronic(recipient!, step, at)
    : (moves[step]?.(sending, recipient!, at) ?? []);
}

type Move = (sending: SandboxSending, recipient: SandboxRecipient, at: Date) => Happening[];

const moves: Partial<Record<Step, Move>> = {
  accept: (sending, _recipient, at) => status(sending, 'ACCEPTED', at),
  reject: (sending, _recipient, at) => status(sending, 'REJECTED', at, 'Document non conforme'),
  block: (sending, _recipient, at) => status(sending, 'BLOCKED', at, 'Crédit insuffisant'),
  unblock: (sending, _recipient, at) => status(sending, 'PENDING', at),
  print(sending, recipient, at) {
    const happened = status(sending, 'PROCESSED', at);
    sending.processedAt = at.toISOString();
    if (isElectronic(sending.service))
      recipient.proofs['download_deposit_proof'] = proof('DEPOSIT_PROOF', at);
    if (sending.service === 'secured_electronic_mail/v1') {
      recipient.delivery.push({ code: 'DELIVERING', label: '', date: at.toISOString() });
      return happened;
    }
    if (sending.service === 'registered_mail/v4') {
      recipient.registeredNumber = `2C${String(15_000_000_000 + hashOf(sending.id)).slice(0, 11)}`;
      post(recipient, 'LP02', at);
    }
    return happened;
  },
  dispatch(_sending, recipient, at) {
    post(recipient, 'LP01', at);
    recipient.proofs['download_deposit_proof'] = proof('DEPOSIT_PROOF', at);
    recipient.proofs['download_content_proof'] = proof('CONTENT_PROOF', at);
    return [
      { event: 'ON_DEPOSIT_PROOF_RECEIVED', of: 'recipients' },
      { event: 'ON_CONTENT_PROOF_RECEIVED', of: 'recipients' },
    ];
  },
  transit: (_sending, recipient, at) => post(recipient, 'LP03', at),
  present(_sending, recipient, at) {
    post(recipient, 'LP09', at);
    main(recipient, 'FIRST_PRESENTATION', 'LP09', at);
    return [{ event: 'ON_MAIN_DELIVERY_STATUS_FIRST_PRESENTATION', of: 'recipients' }];
  },
  keep: (_sending, recipient, at) => post(recipient, 'LP08', at),
  deliver(_sending, recipient, at) {
    post(recipient, 'LP15', at);
    main(recipient, 'DELIVERED', 'LP15', at);
    recipient.proofs['download_acknowledgement_of_receipt'] = proof('ACKNOWLEDGEMENT_OF_RECEIPT', at);
    return [
      { event: 'ON_MAIN_DELIVERY_STATUS_DELIVERED', of: 'recipients' },
      { event: 'ON_ACKNOWLEDGEMENT_OF_RECEIPT_RECEIVED', of: 'recipients' },
    ];
  },
  refuse: (_sending, recipient, at) => undelivered(recipient, 'LP22', 'N05', at),
  unclaimed: (_sending, recipient, at) => undelivered(recipient, 'LP19', 'N03', at),
  wrong_address: (_sending, recipient, at) => undelivered(recipient, 'LP20', 'N07', at),
  return(sending, recipient, at) {
    if (sending.service === 'registered_mail/v4') return undelivered(recipient, 'LP17', 'N02', at);
    post(recipient, 'N10', at);
    return [{ event: 'ON_STATUS_PROCESSED', of: 'sendings' }];
  },
  unknown_code(_sending, recipient, at) {
    recipient.delivery.push({ code: 'LP77', label: 'Statut nouveau', date: at.toISOString() });
    return [{ event: 'ON_MAIN_DELIVERY_STATUS_FIRST_PRESENTATION', of: 'recipients' }];
  },
};

/** No notification tells of electronic letters: they are asked about. */
function electronic(recipient: SandboxRecipient, step: Step, at: Date): Happening[] {
  const end = (code: string, type: string, detail?: string) => {
    recipient.delivery.push({ code, label: '', date: at.toISOString(), ...(detail ? { detail } : {}) });
    recipient.proofs['download_delivery_proof'] = proof(type, at);
  };
  if (step === 'deliver') end('DELIVERED', 'ACKNOWLEDGMENT_OF_RECEIPT');
  if (step === 'refuse') end('UNDELIVERED', 'REFUSAL_PROOF', 'REFUSED');
  if (step === 'unclaimed') end('UNDELIVERED', 'NOT_CLAIMED_PROOF', 'NOT_CLAIMED');
  if (step === 'wrong_address') end('UNDELIVERED', 'UNDELIVERED_PROOF', 'BOUNCED');
  if (step === 'unknown_code')
    recipient.delivery.push({ code: 'ARCHIVED', label: '', date: at.toISOString() });
  return [];
}

/** Here the recipient has the course, by statuses of its own. */
function qualified(recipient: SandboxRecipient, step: Step, at: Date): Happening[] {
  const move = (code: string, type?: string) => {
    recipient.status = code;
    recipient.statuses.push({ code, date: at.toISOString() });
    if (type) recipient.proofs['download_delivery_proof'] = proof(type, at);
  };
  if (step === 'deliver') move('ACCEPTED', 'ACKNOWLEDGMENT_OF_RECEIPT');
  if (step === 'refuse') move('REFUSED', 'REFUSAL_PROOF');
  if (step === 'unclaimed') move('NOT_CLAIMED', 'NOT_CLAIMED_PROOF');
  if (step === 'wrong_address') move('ERROR', 'UNDELIVERED_PROOF');
  if (step === 'unknown_code') move('ARCHIVED');
  return [];
}

function status(sending: SandboxSending, code: string, at: Date, details?: string): Happening[] {
  sending.status = code;
  if (details === undefined) delete sending.statusDetail;
  else sending.statusDetail = details;
  sending.statuses.push({ code, date: at.toISOString(), ...(details ? { details } : {}) });
  const [recipient] = sending.recipients;
  if (recipient) {
    // Accepted, there, is what the recipient does.
    const isTheirs = isQualified(sending.service) && code === 'ACCEPTED';
    recipient.status = code === 'REJECTED' ? 'SENDING_REJECTED' : isTheirs ? 'PENDING' : code;
    recipient.statuses.push({ code: recipient.status, date: at.toISOString() });
  }
  const isNotified = ['ACCEPTED', 'REJECTED', 'PROCESSED'].includes(code);
  return isNotified ? [{ event: `ON_STATUS_${code}`, of: 'sendings' }] : [];
}

function post(recipient: SandboxRecipient, code: string, at: Date): Happening[] {
  recipient.delivery.push({ code, label: labels[code] ?? code, date: at.toISOString(), location: 'PARIS' });
  return [];
}

function main(recipient: SandboxRecipient, category: string, code: string, at: Date): void {
  const entry: DeliveryEntry = {
    code,
    label: labels[code] ?? code,
    date: at.toISOString(),
    location: 'PARIS',
  };
  recipient.main.push({ ...entry, category });
}

function undelivered(recipient: SandboxRecipient, code: string, reason: string, at: Date): Happening[] {
  post(recipient, code, at);
  main(recipient, 'UNDELIVERED', code, at);
  recipient.undeliveredReason = reason;
  recipient.proofs['download_undelivered_mail'] = proof('UNDELIVERED_MAIL', at);
  return [
    { event: 'ON_MAIN_DELIVERY_STATUS_UNDELIVERED', of: 'recipients' },
    { event: 'ON_UNDELIVERED_MAIL_RECEIVED', of: 'recipients' },
  ];
}

function proof(type: string, at: Date): { date: string; type: string } {
  return { date: at.toISOString(), type };
}

function hashOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_999_999, 7);
}
