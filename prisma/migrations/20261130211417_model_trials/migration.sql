-- AlterTable
ALTER TABLE "QualifierCall" ADD COLUMN     "isTrial" BOOLEAN NOT NULL DEFAULT false;
