-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "contactCap" JSONB;
