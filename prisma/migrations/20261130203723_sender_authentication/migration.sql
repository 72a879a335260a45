-- CreateEnum
CREATE TYPE "Authentication" AS ENUM ('passed', 'failed', 'unproven', 'not_checked');

-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "captureAuthserv" TEXT,
ADD COLUMN     "captureChecksSenders" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "InboundMail" ADD COLUMN     "authentication" "Authentication",
ADD COLUMN     "senderEvidence" JSONB;
