-- CreateEnum
CREATE TYPE "RebuildReason" AS ENUM ('other_store', 'asked');

-- AlterEnum
ALTER TYPE "WakeReason" ADD VALUE 'rebuilt';

-- CreateTable
CREATE TABLE "WorkflowStore" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "storeId" TEXT NOT NULL,
    "knownAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "WorkflowStore_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rebuild" (
    "id" UUID NOT NULL,
    "reason" "RebuildReason" NOT NULL,
    "legalEntityId" UUID,
    "customerId" UUID,
    "askedBy" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "cases" INTEGER NOT NULL DEFAULT 0,
    "notices" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Rebuild_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Rebuild_createdAt_idx" ON "Rebuild"("createdAt");

-- CreateIndex
CREATE INDEX "Rebuild_legalEntityId_idx" ON "Rebuild"("legalEntityId");

-- CreateIndex
CREATE INDEX "Rebuild_customerId_idx" ON "Rebuild"("customerId");

-- AddForeignKey
ALTER TABLE "Rebuild" ADD CONSTRAINT "Rebuild_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rebuild" ADD CONSTRAINT "Rebuild_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
