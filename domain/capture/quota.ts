/** How many mails a day are taken (E9). */
import type { MailQuota } from '../vocabulary/mail.ts';

export interface MailLimits {
  /** To one address of a customer. */
  address: number;
  /** From one sender to one company. */
  sender: number;
}

/** The address without a customer takes what all who know no other write. */
const generalTakes = 10;

export function mostMailsADay(limits: MailLimits, kind: MailQuota, isGeneral: boolean): number {
  return kind === 'address' && isGeneral ? limits.address * generalTakes : limits[kind];
}
