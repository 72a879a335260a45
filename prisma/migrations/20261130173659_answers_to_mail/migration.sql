-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "bounceStatus" TEXT,
ADD COLUMN     "delayedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "captureInCopy" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "bounceStatus" TEXT,
ADD COLUMN     "delayedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "CommentAnswer" ADD COLUMN     "documentItemIds" UUID[] DEFAULT ARRAY[]::UUID[],
ALTER COLUMN "createdBy" DROP NOT NULL;
