import type { z } from 'zod';
import type { OpenSplit } from '../../../domain/statement/split.ts';
import type { AgendaActionFile } from '../../../prisma/queries/agenda-actions.ts';
import { presentAgendaRow } from '../agenda/present.ts';
import type { actionFile } from './file-schema.ts';

export function presentAction(
  { row, templateKey, edits, content }: AgendaActionFile,
  open: Record<string, OpenSplit>,
): z.output<typeof actionFile> {
  return {
    ...presentAgendaRow(row),
    open,
    lines: content.lines,
    credits: content.credits,
    passedOver: content.passedOver,
    template: templateKey,
    edits,
  };
}
