-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "letters" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "signaturePng" BYTEA;
