/** Activities of one ledger file. Each may be repeated: reading begins anew, applying happens once. */
import { ApplicationFailure, Context, log } from '@temporalio/activity';
import { RefusedError } from '../domain/errors.ts';
import type { ImportState } from '../domain/vocabulary/imports.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { databaseFailure } from '../prisma/failures.ts';
import { failImport, markApplying } from '../prisma/queries/imports/states.ts';
import { applyTimeoutMs, importRun } from '../prisma/queries/imports/read.ts';
import { applyImport } from '../application/imports/apply.ts';
import type { ReadLimits } from './adapters/spreadsheet/table.ts';
import { withHeartbeat, type Progress } from './heartbeat.ts';
import { readImport } from './imports/read-import.ts';

export interface ImportActivityDeps {
  db: PrismaClient;
  limits?: ReadLimits;
  now?: () => Date;
}

export function createImportActivities(deps: ImportActivityDeps) {
  const now = deps.now ?? (() => new Date());
  return {
    /**
     * Does what its row says is next: reads the file, or applies what a person decided to apply. Answers the state that
     * the import is in then; bad files end in `failed` with a code, not in an exception.
     */
    async goOnWithImport(importId: string): Promise<ImportState> {
      const state = await stateOf(importId);
      if (state === 'applying') return applying(importId);
      if (state !== 'received' && state !== 'reading') return state;
      return withHeartbeat((progress) =>
        failing(importId, () =>
          readImport({ ...deps, onProgress: (_done, nextStepMs) => progress(nextStepMs) }, importId),
        ),
      );
    },

    /** Answers `applied`, or the state it went back to because the ledger has moved on since the review. */
    async applyImportRun(importId: string): Promise<ImportState> {
      return applying(importId);
    },
  };

  function applying(importId: string): Promise<ImportState> {
    return withHeartbeat((progress) => failing(importId, () => apply(importId, progress)), applyTimeoutMs);
  }

  async function apply(importId: string, progress: Progress): Promise<ImportState> {
    try {
      // The person who decided it before it was cut off is still the one who did.
      const decidedBy = (await importRun(deps.db, importId))?.decidedBy ?? null;
      await markApplying(deps.db, importId, decidedBy, now());
      progress(applyTimeoutMs);
      return (await applyImport(deps.db, importId, { userId: decidedBy }, now())).state;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      if (error.code !== 'import_not_open')
        await failImport(deps.db, importId, { code: error.code, params: error.params });
      return stateOf(importId);
    }
  }

  /**
   * An outage is waited for, however long. What fails otherwise is tried a few times and then shown as failed, with
   * a way to try again: nothing stays in `reading` or `applying` for ever.
   */
  async function failing(importId: string, work: () => Promise<ImportState>): Promise<ImportState> {
    try {
      return await work();
    } catch (error) {
      const failure = databaseFailure(error);
      if (failure === 'away' || failure === 'full') throw error;
      const lasts = failure === 'unstorable' || failure === 'lasting';
      if (!lasts && Context.current().info.attempt < triesPerStep) throw error;
      log.error('an import failed', { importId, error });
      await failImport(deps.db, importId, { code: 'internal_error', params: {} });
      return stateOf(importId);
    }
  }

  async function stateOf(importId: string): Promise<ImportState> {
    const run = await importRun(deps.db, importId);
    if (run === null) throw ApplicationFailure.nonRetryable('the import is gone', 'not_found');
    return run.state;
  }
}
/** Of reading or applying, where the failure is neither an outage nor one that can only repeat itself. */
const triesPerStep = 5;

export type ImportActivities = ReturnType<typeof createImportActivities>;
