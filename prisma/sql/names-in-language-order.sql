-- Names are sorted as people sort them (É beside E), not by code point: the root collation of Unicode.
ALTER TABLE "LegalEntity" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "User" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "Customer" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "Contact" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "Scenario" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "TemplateSet" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "ItemStatus" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "AssignmentRule" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
