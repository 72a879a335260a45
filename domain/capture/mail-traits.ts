/** What becomes of a mail by what it is. */
import type { MailKind } from '../vocabulary/mail.ts';

export interface MailTraits {
  /** It stands among the replies until a person has looked at it; otherwise in the history alone. */
  waits: boolean;
  /** Until then the chase of the customer waits, and whoever is in charge is told: only what a person wrote. */
  holdsChase: boolean;
}

export const mailTraits: Record<MailKind, MailTraits> = {
  human: { waits: true, holdsChase: true },
  auto_reply: { waits: true, holdsChase: false },
  bounce: { waits: true, holdsChase: false },
  read_receipt: { waits: false, holdsChase: false },
  calendar: { waits: true, holdsChase: false },
  list: { waits: false, holdsChase: false },
  complaint: { waits: true, holdsChase: false },
};
