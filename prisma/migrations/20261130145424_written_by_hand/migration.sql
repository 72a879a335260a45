-- AlterEnum
ALTER TYPE "WorkflowRequestKind" ADD VALUE 'action_delivery';

-- AlterTable
ALTER TABLE "AgendaAction" ADD COLUMN     "request" JSONB;

-- Kept for a day in one piece, from now on in pieces.
DELETE FROM "BulkRunFile";

-- AlterTable
ALTER TABLE "BulkRunFile" DROP COLUMN "bytes",
ADD COLUMN     "fileId" UUID NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "BulkRunFile_fileId_key" ON "BulkRunFile"("fileId");

-- AddForeignKey
ALTER TABLE "BulkRunFile" ADD CONSTRAINT "BulkRunFile_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE CASCADE ON UPDATE CASCADE;
