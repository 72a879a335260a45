/**
 * What the life-cycle statuses of electronic invoices say about the money (D-11). French codes and reasons: AFNOR XP Z12-012
 * and its rules BR-FR-CDV-CL-06 and -09; Peppol: BIS Invoice Response 3, the subset of UNCL4343 and the code list OPStatusReason.
 */
import type { IsoDate } from '../model/common.ts';
import type { DisputeReason, ReplyStatus } from '../vocabulary/replies.ts';

export const invoiceStatusSystems = ['fr', 'peppol'] as const;
export type InvoiceStatusSystem = (typeof invoiceStatusSystems)[number];

/** What the buyer, or a platform, does with the invoice. */
type Standing = 'disputed' | 'approved' | 'approved_in_part' | 'payment_sent' | 'neutral';

interface InvoiceStatus {
  /** As the code list calls it. */
  name: string;
  standing: Standing;
}

const statuses: Record<InvoiceStatusSystem, Record<string, InvoiceStatus>> = {
  fr: {
    200: { name: 'Déposée', standing: 'neutral' },
    201: { name: 'Émise', standing: 'neutral' },
    202: { name: 'Reçue', standing: 'neutral' },
    203: { name: 'Mise à disposition', standing: 'neutral' },
    204: { name: 'Prise en charge', standing: 'neutral' },
    205: { name: 'Approuvée', standing: 'approved' },
    206: { name: 'Approuvée partiellement', standing: 'approved_in_part' },
    207: { name: 'En litige', standing: 'disputed' },
    208: { name: 'Suspendue', standing: 'disputed' },
    209: { name: 'Complétée', standing: 'neutral' },
    210: { name: 'Refusée', standing: 'disputed' },
    211: { name: 'Paiement transmis', standing: 'payment_sent' },
    212: { name: 'Encaissée', standing: 'payment_sent' },
    213: { name: 'Rejetée', standing: 'disputed' },
  },
  peppol: {
    AB: { name: 'Message acknowledgement', standing: 'neutral' },
    IP: { name: 'In process', standing: 'neutral' },
    UQ: { name: 'Under query', standing: 'disputed' },
    CA: { name: 'Conditionally accepted', standing: 'approved_in_part' },
    RE: { name: 'Rejected', standing: 'disputed' },
    AP: { name: 'Accepted', standing: 'approved' },
    PD: { name: 'Paid', standing: 'payment_sent' },
  },
};

/** Reasons that are one of ours; any other is `other`, and stands in the words. */
const reasons: Partial<Record<string, DisputeReason>> = {
  PU_ERR: 'price',
  REM_ERR: 'price',
  MONTANTTOTAL_ERR: 'price',
  CALCUL_ERR: 'price',
  TX_TVA_ERR: 'price',
  QTE_ERR: 'quantity',
  QUALITE_ERR: 'quality',
  ART_ERR: 'quality',
  LIVR_INCOMP: 'delivery',
  CMD_ERR: 'missing_order',
  REF_CT_ABSENT: 'missing_order',
  REF_ERR: 'missing_order',
  PRI: 'price',
  QTY: 'quantity',
  QUA: 'quality',
  ITM: 'quality',
  DEL: 'delivery',
  REF: 'missing_order',
};

/** A part was paid, and its amount is said elsewhere. */
const partlyPaid = 'PPD';

/** The codes of a system, in the order of its list. */
export function invoiceStatusCodes(system: InvoiceStatusSystem): string[] {
  return Object.keys(statuses[system]);
}

export interface StatedStatus {
  system: InvoiceStatusSystem;
  code: string;
  /** Codes of the list of the system. */
  reasonCodes: readonly string[];
  /** What the buyer wrote beside it. */
  note: string;
  /** The day on which they pay, where it is named. */
  paymentOn: IsoDate | null;
  /** Of a part; null: all of it. */
  amountMinor: number | null;
}

export interface StatedMeaning {
  /** What a customer would have chosen on the page; null: a comment alone. */
  status: ReplyStatus | null;
  disputeReason: DisputeReason | null;
  /** Money is on its way: the items wait for it, and nobody has to be asked. */
  isPaymentSent: boolean;
}

/**
 * Null where it says nothing that a collector acts on, such as *received*.
 *
 * A day before `today` is no promise any more, and a part of which nobody says how much is no payment of all: a person reads both.
 *
 * @throws RangeError for a code that the list does not have
 */
export function meaningOf(stated: StatedStatus, today: IsoDate): StatedMeaning | null {
  const { standing } = statusOf(stated);
  switch (standing) {
    case 'neutral':
      return null;
    case 'payment_sent':
      if (stated.reasonCodes.includes(partlyPaid) && stated.amountMinor === null) return says('ongoing');
      return { ...says('paid'), isPaymentSent: true };
    case 'approved':
      return isAhead(stated, today) ? says('promise') : says('ongoing');
    case 'approved_in_part': {
      const reason = reasonOf(stated.reasonCodes);
      if (reason !== null) return { ...says('dispute'), disputeReason: reason };
      return isAhead(stated, today) ? says('promise') : says('ongoing');
    }
    case 'disputed':
      return { ...says('dispute'), disputeReason: reasonOf(stated.reasonCodes) ?? 'other' };
  }
}

/** What stands in the comment: the status as its list calls it, its reasons as they came, the words of the buyer. */
export function wordsOf(stated: StatedStatus, invoiceNumber: string): string {
  const { name } = statusOf(stated);
  const head = [`${invoiceNumber}: ${stated.code} ${name}`, ...stated.reasonCodes].join(' · ');
  return stated.note === '' ? head : `${head}\n${stated.note}`;
}

function statusOf({ system, code }: Pick<StatedStatus, 'system' | 'code'>): InvoiceStatus {
  const found = Object.hasOwn(statuses[system], code) ? statuses[system][code] : undefined;
  if (found === undefined) throw new RangeError(`no status ${code} of ${system}`);
  return found;
}

function says(status: ReplyStatus): StatedMeaning {
  return { status, disputeReason: null, isPaymentSent: false };
}

function isAhead({ paymentOn }: StatedStatus, today: IsoDate): boolean {
  return paymentOn !== null && paymentOn >= today;
}

/** The first that is one of ours. */
function reasonOf(codes: readonly string[]): DisputeReason | null {
  for (const code of codes) if (Object.hasOwn(reasons, code)) return reasons[code] ?? null;
  return null;
}
