-- CreateEnum
CREATE TYPE "TemplateForm" AS ENUM ('message', 'letter');

-- AlterTable
ALTER TABLE "TemplateSet" ADD COLUMN     "form" "TemplateForm" NOT NULL DEFAULT 'message';

-- What was stored as HTML waits as a JSON string until the program that reads HTML makes a document of it
-- (runtime/database/stored-texts.ts, right after the migrations).
ALTER TABLE "Template" ADD COLUMN "body" JSONB;
UPDATE "Template" SET "body" = to_jsonb("bodyHtml");
ALTER TABLE "Template" ALTER COLUMN "body" SET NOT NULL, DROP COLUMN "bodyHtml";
