import type { DisputeReason } from '../../domain/vocabulary/replies.ts';
import type { DocumentType, NettingRule } from '../../domain/vocabulary/ledger.ts';
import type { places } from './places.ts';
import type { ReadyMade } from './ready-made.ts';

export interface StoryItem {
  number: string;
  type?: DocumentType;
  dueDaysAgo: number;
  /** Days between issue and due date; 30 where absent. */
  terms?: number;
  amountMinor: number;
  /** A part that was paid. */
  paid?: { amountMinor: number; daysAgo: number };
  currency?: string;
  instalment?: number;
  purchaseOrder?: string;
  disputed?: { reason: DisputeReason; amountMinor?: number; comment: string };
  held?: { reason: string; forDays: number };
}

export interface Story {
  number: string;
  name: string;
  country: keyof typeof places;
  /** What a newcomer sees in this customer; becomes its first note. */
  story: string;
  contact?: { name: string; email: string; phone?: string } | null;
  items: StoryItem[];
  netting?: NettingRule;
  /** Ready-made scenario; the standard one where absent. */
  scenario?: ReadyMade;
  /** Days since each step that was taken already, the first one first. */
  reminded?: number[];
  promise?: { items: string[]; inDays: number; madeDaysAgo: number; comment: string };
  /** A debit that was booked and came back: document and days since. */
  returnedDebit?: { item: string; bookedDaysAgo: number; returnedDaysAgo: number };
  pause?: { forDays: number | null; reason: string };
  excluded?: string;
  segment?: 'retail' | 'industry' | 'public';
}
