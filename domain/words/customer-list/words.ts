/** Heads and words of the list of customers as a workbook. In the languages of the interface. */
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { InterfaceLanguage } from '../../vocabulary/languages.ts';

export interface CustomerListWords {
  title: string;
  number: string;
  name: string;
  country: string;
  overdue: string;
  balance: string;
  daysLate: string;
  lines: string;
  next: string;
  nextOn: string;
  scenario: string;
  collector: string;
  pages: string;
  on: string;
  off: string;
}

export const customerListWords: Record<InterfaceLanguage, CustomerListWords> = { en, fr };
