import type { ComposeInput } from '../../activities/messages/compose.ts';
import type { ListedLine } from '../../domain/model/decision.ts';
import { bodyOf } from '../support/document.ts';

export function line(number: string, openMinor: number, more: Partial<ListedLine> = {}): ListedLine {
  return {
    id: number,
    number,
    instalment: 0,
    type: openMinor < 0 ? 'credit_note' : 'invoice',
    issuedOn: '2026-09-01',
    dueOn: '2026-10-01',
    openMinor,
    currency: 'EUR',
    daysOverdue: 52,
    rankAfter: 1,
    ...more,
  };
}

/** Two invoices and a netted credit: 1,200.50 + 50.00 - 100.00 EUR. */
export function composeInput(more: Partial<ComposeInput> = {}): ComposeInput {
  return {
    entity: {
      name: 'Acme Test',
      address: { street: '1 Quai', postalCode: '44000', city: 'Nantes', country: 'FR' },
      currency: 'EUR',
      iban: 'FR7630006000011234567890189',
      lateInterestPct: '12.15',
      fixedCompensationMinor: 4000,
      language: 'fr',
      country: 'FR',
    },
    customer: { number: 'C-1', name: 'Example Customer', language: 'en', country: 'GB' },
    contact: { name: 'Anna Smith' },
    collector: { name: 'Claire Martin', email: 'claire@acme-test.example' },
    template: {
      subject: 'Reminder #total_due',
      body: bodyOf('<p>#salutation</p><p>Please pay #total_due.</p><p>#items_list</p>'),
      options: {},
    },
    language: 'en',
    today: '2026-11-22',
    deadlineOn: '2026-11-30',
    lines: [line('F-1', 120_050), line('F-2', 5_000, { daysOverdue: 10, dueOn: '2026-11-12' })],
    credits: [line('CN-1', -10_000)],
    totals: { EUR: 115_050 },
    grossTotals: { EUR: 125_050 },
    ...more,
  };
}
