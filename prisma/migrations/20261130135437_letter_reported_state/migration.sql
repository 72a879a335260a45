ALTER TABLE "Letter" RENAME COLUMN "toldState" TO "reportedState";
