-- AlterTable
ALTER TABLE "OpenItem" ADD COLUMN     "refersTo" TEXT;

-- AlterTable
ALTER TABLE "CollectionCase" ADD COLUMN     "deadlineOn" DATE,
ADD COLUMN     "lastPerformedOn" DATE;

-- One message a day holds from the first look on.
UPDATE "CollectionCase" k SET "lastPerformedOn" = done."on"
FROM (SELECT "caseId", max("performedOn") AS "on" FROM "AgendaAction" WHERE "state" = 'done' GROUP BY "caseId") done
WHERE done."caseId" = k."id";
