-- CreateEnum
CREATE TYPE "WorkflowRequestKind" AS ENUM ('import_run', 'bulk_run');

-- AlterTable
ALTER TABLE "ImportRun" ADD COLUMN     "readingNo" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "touchedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "WorkflowRequest" (
    "id" BIGSERIAL NOT NULL,
    "kind" "WorkflowRequestKind" NOT NULL,
    "subjectId" UUID NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "relayedAt" TIMESTAMP(3),

    CONSTRAINT "WorkflowRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseTrouble" (
    "customerId" UUID NOT NULL,
    "activity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMP(3) NOT NULL,
    "lastAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CaseTrouble_pkey" PRIMARY KEY ("customerId")
);

-- CreateIndex
CREATE INDEX "WorkflowRequest_relayedAt_id_idx" ON "WorkflowRequest"("relayedAt", "id");

-- CreateIndex
CREATE INDEX "WorkflowRequest_subjectId_createdAt_idx" ON "WorkflowRequest"("subjectId", "createdAt");

-- AddForeignKey
ALTER TABLE "CaseTrouble" ADD CONSTRAINT "CaseTrouble_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
