import type { CustomerListWords } from './words.ts';

export const en: CustomerListWords = {
  title: 'Customers',
  number: 'Number',
  name: 'Customer',
  country: 'Country',
  overdue: 'Overdue',
  balance: 'Balance',
  daysLate: 'Days late',
  lines: 'Open items',
  next: 'Next step',
  nextOn: 'On',
  scenario: 'Scenario',
  collector: 'Collector',
  pages: 'Interactive pages',
  on: 'on',
  off: 'off',
};
