-- AlterTable
ALTER TABLE "LetterConnection" ADD COLUMN     "hookUrl" TEXT;

-- AlterTable: nothing has been queued before this
ALTER TABLE "Letter" ADD COLUMN     "job" JSONB NOT NULL;
