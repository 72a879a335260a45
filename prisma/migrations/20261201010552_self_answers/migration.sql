-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "captureSelfAnswers" "ClaimIntent"[] DEFAULT ARRAY[]::"ClaimIntent"[];
