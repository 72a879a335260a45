-- CreateEnum
CREATE TYPE "LetterStop" AS ENUM ('asked', 'cancelled', 'too_late');

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "stop" "LetterStop";
