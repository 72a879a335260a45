/** Rows of imports: what was received, and how it is to be read. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { LedgerReading } from '../../../domain/model/ledger.ts';
import type { ImportKind, ImportMode } from '../../../domain/vocabulary/imports.ts';
import type { Db } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

export interface NewImport {
  legalEntityId: string;
  /** Name of the feed; the reading is remembered by it. */
  sourceName: string;
  kind: ImportKind;
  mode: ImportMode;
  asOf: IsoDate;
  fileId: string | null;
  fileName: string;
  fileSha256: string | null;
  /** What was declared for this file. */
  reading: LedgerReading;
  createdBy: string | null;
}

export async function createImport(db: Db, input: NewImport): Promise<string> {
  const key = { legalEntityId: input.legalEntityId, kind: input.kind, name: input.sourceName };
  // Two first files of a source may arrive at once; an upsert would fail one of them.
  await db.importSource.createMany({ data: [key], skipDuplicates: true });
  const source = await db.importSource.findUniqueOrThrow({
    where: { legalEntityId_kind_name: key },
    select: { id: true },
  });
  const { id } = await db.importRun.create({
    data: {
      legalEntityId: input.legalEntityId,
      sourceId: source.id,
      kind: input.kind,
      mode: input.mode,
      asOf: fromIsoDate(input.asOf),
      fileId: input.fileId,
      fileName: input.fileName,
      fileSha256: input.fileSha256,
      reading: input.reading,
      createdBy: input.createdBy,
      progressTotal: 1000,
    },
    select: { id: true },
  });
  return id;
}

/** What a person answered, added to what was declared. */
export async function storeReading(
  db: Db,
  { importId, reading, userId }: { importId: string; reading: LedgerReading; userId: string | null },
): Promise<void> {
  await db.importRun.update({ where: { id: importId }, data: { reading, decidedBy: userId } });
}
