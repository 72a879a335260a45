-- AlterTable
ALTER TABLE "CollectionCase" ADD COLUMN     "waitsUntil" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Qualification" ADD COLUMN     "before" JSONB;

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "notBefore" TIMESTAMP(3);
