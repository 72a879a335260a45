import type { App, AppDeps } from '../../context.ts';
import { registerAct } from '../customer-act.ts';
import { newQualification, newQuickPromise, qualificationAnswer, undoBody } from './schema.ts';
import { customerParams, done, uuid } from '../../wire.ts';
import { qualify, quickPromise } from '../../../application/replies/qualify.ts';
import { undoQualification } from '../../../application/replies/undo.ts';

export function qualificationRoutes(app: App, deps: AppDeps): void {
  registerQualifications(app, deps);
  registerUndo(app, deps);
}

function registerQualifications(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'qualifications',
    summary:
      'Give items a status of the catalogue, with what follows from it; `completes` ends the reply or task it came from',
    operationId: 'qualifyItems',
    params: customerParams,
    body: newQualification,
    answer: qualificationAnswer,
    write: (scope, body) => qualify(scope, body),
  });
  registerAct(app, deps, {
    path: 'quick-promise',
    summary: 'All items whose day has come are promised for one day',
    operationId: 'quickPromise',
    params: customerParams,
    body: newQuickPromise,
    answer: qualificationAnswer,
    write: (scope, body) => quickPromise(scope, body),
  });
}

function registerUndo(app: App, deps: AppDeps): void {
  registerAct(app, deps, {
    path: 'qualifications/:qualificationId/undo',
    summary:
      'Take a qualification back while nothing is newer: what it made goes, what it replaced stands again',
    operationId: 'undoQualification',
    params: customerParams.extend({ qualificationId: uuid }),
    body: undoBody,
    answer: done,
    write: (scope, _body, { qualificationId }) => undoQualification(scope, qualificationId),
  });
}
