/** Notes for colleagues, and contacts made outside the product. */
import type { App, AppDeps } from '../../context.ts';
import { registerAct } from '../customer-act.ts';
import { newContactMade, newNote } from './schema.ts';
import { created, customerParams } from '../../wire.ts';
import { logContact } from '../../../application/contacts-made/log.ts';
import { addNote } from '../../../application/notes/add.ts';

export function noteRoutes(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'notes',
    summary: 'A note for colleagues; it changes nothing',
    operationId: 'createNote',
    params: customerParams,
    body: newNote,
    answer: created,
    write: (scope, { text }) => addNote(scope, text),
  });
  registerAct(app, deps, {
    path: 'contacts-made',
    summary: 'Log a call, a visit, a letter made outside: it counts for gaps and caps',
    operationId: 'logContact',
    params: customerParams,
    body: newContactMade,
    answer: created,
    write: (scope, { channel, note, on = scope.today }) => logContact(scope, { channel, note, on }),
  });
}
