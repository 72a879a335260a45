-- AlterEnum
ALTER TYPE "BulkRunKind" ADD VALUE 'confirm_actions';
ALTER TYPE "BulkRunKind" ADD VALUE 'complete_actions';
ALTER TYPE "BulkRunKind" ADD VALUE 'print_letters';

-- AlterTable
ALTER TABLE "BulkRunRow" ADD COLUMN     "actionId" UUID,
ADD COLUMN     "messageId" UUID,
ADD COLUMN     "positionHash" TEXT;

-- CreateTable
CREATE TABLE "BulkRunFile" (
    "runId" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,
    "letters" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "keptUntil" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "BulkRunFile_pkey" PRIMARY KEY ("runId")
);

-- CreateIndex
CREATE INDEX "BulkRunFile_keptUntil_idx" ON "BulkRunFile"("keptUntil");

-- AddForeignKey
ALTER TABLE "BulkRunFile" ADD CONSTRAINT "BulkRunFile_runId_fkey" FOREIGN KEY ("runId") REFERENCES "BulkRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;
