-- AlterEnum
ALTER TYPE "WorkflowRequestKind" ADD VALUE 'action_delivery';

-- AlterTable
ALTER TABLE "AgendaAction" ADD COLUMN     "request" JSONB;

-- Kept for a day in one piece, from now on in pieces.
DELETE FROM "BulkRunFile";

-- AlterTable
ALTER TABLE "BulkRunFile" DROP COLUMN "bytes",
ADD COLUMN     "fileId" UUID NOT NULL;

-- CreateTable
CREATE TABLE "AddedCharge" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "charge" "LateCharge" NOT NULL,
    "level" INTEGER NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "addedOn" DATE NOT NULL,
    "computation" JSONB NOT NULL,
    "actionId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AddedCharge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AddedCharge_customerId_idx" ON "AddedCharge"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "AddedCharge_itemId_charge_level_key" ON "AddedCharge"("itemId", "charge", "level");

-- CreateIndex
CREATE UNIQUE INDEX "BulkRunFile_fileId_key" ON "BulkRunFile"("fileId");

-- AddForeignKey
ALTER TABLE "BulkRunFile" ADD CONSTRAINT "BulkRunFile_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE CASCADE ON UPDATE CASCADE;
