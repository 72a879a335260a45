-- CreateEnum
CREATE TYPE "MailScan" AS ENUM ('clean', 'infected', 'not_checked');

-- AlterTable
ALTER TABLE "InboundMail" ADD COLUMN     "fileWarnings" JSONB,
ADD COLUMN     "scan" "MailScan",
ADD COLUMN     "scanFound" TEXT;
