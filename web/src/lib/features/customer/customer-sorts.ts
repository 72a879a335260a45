/** Orders of the customer list, as the address names them. */
export const customerSorts = [
  'name',
  'number',
  'overdue',
  'balance',
  'days_late',
  'next',
  'collector',
] as const;
