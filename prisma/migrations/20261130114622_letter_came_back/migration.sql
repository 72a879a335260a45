-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "letterReturnedTo" JSONB;
