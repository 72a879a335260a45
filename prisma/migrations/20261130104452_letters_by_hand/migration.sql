-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "letterSettings" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "signaturePng" BYTEA;
