-- AlterTable
ALTER TABLE "CaseWake" ADD COLUMN     "takenUntil" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "takenUntil" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "WorkflowRequest" ADD COLUMN     "takenUntil" TIMESTAMP(3);
