import type { Sheet, SheetCell, SheetColumn } from '../../../domain/model/sheet.ts';
import { daysBetween } from '../../../domain/calendar/iso-date.ts';
import { interfaceLanguage } from '../../../domain/template/format.ts';
import { customerListWords } from '../../../domain/words/customer-list/words.ts';
import type { CustomerRow } from '../../../prisma/queries/customers/read.ts';
import type { EntityScope } from '../../context.ts';

type Cell = SheetColumn & { value: (row: CustomerRow) => SheetCell };

/** The list as it was filtered; each currency has columns of its own, because amounts are never added across them. */
export function customersSheet(
  rows: CustomerRow[],
  { entity, language }: { entity: EntityScope; language: string },
): Sheet {
  const word = customerListWords[interfaceLanguage(language)];
  const currencies = currenciesOf(rows, entity.currency);
  const columns: Cell[] = [
    { kind: 'text', header: word.number, width: 14, value: (row) => row.number },
    { kind: 'text', header: word.name, width: 36, value: (row) => row.name },
    { kind: 'text', header: word.country, width: 9, value: (row) => row.country },
    ...currencies.flatMap((currency): Cell[] => [
      {
        kind: 'amount',
        currency,
        header: `${word.overdue} ${currency}`,
        width: 16,
        value: ({ overdue }) => overdue[currency] ?? 0,
      },
      {
        kind: 'amount',
        currency,
        header: `${word.balance} ${currency}`,
        width: 16,
        value: ({ balance }) => balance[currency] ?? 0,
      },
    ]),
    {
      kind: 'number',
      header: word.daysLate,
      width: 12,
      value: ({ oldestDueOn }) => (oldestDueOn === null ? null : daysBetween(oldestDueOn, entity.today)),
    },
    { kind: 'number', header: word.lines, width: 12, value: (row) => row.openLines },
    { kind: 'text', header: word.next, width: 24, value: (row) => row.nextStepName },
    { kind: 'date', header: word.nextOn, width: 12, value: (row) => row.nextOn },
    { kind: 'text', header: word.scenario, width: 22, value: (row) => row.scenarioName },
    { kind: 'text', header: word.collector, width: 22, value: (row) => row.collectorName },
    {
      kind: 'text',
      header: word.pages,
      width: 14,
      value: ({ interactivePages }) => (interactivePages ? word.on : word.off),
    },
  ];
  return {
    title: word.title,
    columns: columns.map(({ value: _value, ...column }) => column),
    rows: rows.map((row) => columns.map(({ value }) => value(row))),
  };
}

/** The entity's own first, the others by name. */
function currenciesOf(rows: CustomerRow[], own: string): string[] {
  const others = new Set(rows.flatMap(({ balance }) => Object.keys(balance)));
  others.delete(own);
  return [own, ...[...others].sort()];
}
