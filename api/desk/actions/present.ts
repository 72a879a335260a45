import type { z } from 'zod';
import { daysBetween } from '../../../domain/calendar/iso-date.ts';
import { chargeLines } from '../../../domain/interest/asked-charges.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import type { ListedLine } from '../../../domain/model/decision.ts';
import type { OpenSplit } from '../../../domain/statement/split.ts';
import type { AgendaActionFile } from '../../../prisma/queries/agenda/actions.ts';
import { presentAgendaRow } from '../agenda/present.ts';
import type { actionFile } from './file-schema.ts';

export function presentAction(
  { row, templateKey, edits, content }: AgendaActionFile,
  open: Record<string, OpenSplit>,
  today: IsoDate,
): z.output<typeof actionFile> {
  // The lines were stored on the day of the evaluation; the row beside them counts to today.
  const asOfToday = (line: ListedLine) => ({ ...line, daysOverdue: daysBetween(line.dueOn, today) });
  return {
    ...presentAgendaRow(row),
    open,
    lines: chargeLines(content.lines, content.charges ?? []).map(asOfToday),
    credits: content.credits.map(asOfToday),
    passedOver: content.passedOver,
    template: templateKey,
    edits,
  };
}
