import type { z } from 'zod';
import type { AgendaActionFile } from '../../../prisma/queries/agenda-actions.ts';
import { presentAgendaRow } from '../agenda/present.ts';
import type { actionFile } from './file-schema.ts';

export function presentAction({
  row,
  templateKey,
  edits,
  content,
}: AgendaActionFile): z.output<typeof actionFile> {
  return {
    ...presentAgendaRow(row),
    lines: content.lines,
    credits: content.credits,
    passedOver: content.passedOver,
    template: templateKey,
    edits,
  };
}
