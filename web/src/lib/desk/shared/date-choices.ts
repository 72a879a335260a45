/** Days that people mean most often, as buttons under a date; two names of one day, as on a Friday, are one button. */
import { addDays } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';

export function dateChoices(t: Text, today: string): { label: string; date: string }[] {
  const choices = [
    { label: t.customer.choices.nextFriday, date: nextFriday(today) },
    { label: t.customer.choices.week, date: addDays(today, 7) },
    { label: t.customer.choices.endOfMonth, date: endOfMonth(today) },
    { label: t.customer.choices.month, date: addDays(today, 30) },
  ];
  return choices.filter(({ date }, index) => choices.findIndex((one) => one.date === date) === index);
}

function nextFriday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, (5 - weekday + 7) % 7 || 7);
}

function endOfMonth(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
}
