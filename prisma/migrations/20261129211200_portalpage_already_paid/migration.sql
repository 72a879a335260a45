-- AlterEnum
ALTER TYPE "ReplyStatus" ADD VALUE 'paid';

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "paidOn" DATE,
ADD COLUMN     "paymentReference" TEXT;
