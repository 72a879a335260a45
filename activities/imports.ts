/** Activities of one ledger file. Each may be repeated: reading begins anew, applying happens once. */
import { ApplicationFailure } from '@temporalio/activity';
import { RefusedError } from '../domain/errors.ts';
import type { LedgerReading } from '../domain/model/ledger.ts';
import { ledgerReading } from '../domain/model/ledger.ts';
import type { ImportState } from '../domain/vocabulary.ts';
import type { PrismaClient } from '../prisma/client.ts';
import {
  answerQuestions,
  applyImport,
  failImport,
  importRun,
  markApplying,
  rejectImport,
} from '../prisma/queries/imports.ts';
import type { Actor } from '../workflows/messages.ts';
import type { ReadLimits } from './adapters/spreadsheet/table.ts';
import { beating } from './beating.ts';
import { readImport } from './imports/read-import.ts';

export interface ImportActivityDeps {
  db: PrismaClient;
  limits?: ReadLimits;
  now?: () => Date;
}

export function createImportActivities(deps: ImportActivityDeps) {
  const now = deps.now ?? (() => new Date());
  return {
    /** Answers the state that the import is in now; bad files end in `failed` with a code, not in an exception. */
    async readImportFile(importId: string): Promise<ImportState> {
      return beating(() => readImport(deps, importId));
    },

    /** Stores a person's answers; the file is read again after it. */
    async answerImport(importId: string, reading: Record<string, unknown>, by: Actor): Promise<void> {
      const answers: LedgerReading = ledgerReading.parse(reading);
      await answerQuestions(deps.db, importId, answers, by.userId);
    },

    /** Answers `applied`, or the state it went back to because the ledger has moved on since the review. */
    async applyImportRun(importId: string, userId: string | null): Promise<ImportState> {
      return beating(async () => {
        try {
          await markApplying(deps.db, importId, userId);
          return (await applyImport(deps.db, importId, { userId }, now())).state;
        } catch (error) {
          if (!(error instanceof RefusedError)) throw error;
          if (error.code !== 'import_not_open')
            await failImport(deps.db, importId, { code: error.code, params: error.params });
          const run = await importRun(deps.db, importId);
          if (run === null) throw ApplicationFailure.nonRetryable('the import is gone', 'not_found');
          return run.state;
        }
      });
    },

    async rejectImportRun(importId: string, userId: string): Promise<void> {
      await rejectImport(deps.db, importId, userId);
    },
  };
}
export type ImportActivities = ReturnType<typeof createImportActivities>;
