-- AlterEnum
ALTER TYPE "AssignmentField" ADD VALUE 'reply_capture';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "BulkRunKind" ADD VALUE 'capture_on';
ALTER TYPE "BulkRunKind" ADD VALUE 'capture_off';

-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "replyCapture" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "AssignmentRule" ADD COLUMN     "replyCapture" BOOLEAN;
