-- The field's words: a case is evaluated, and triggers record what changed.
ALTER TABLE "CollectionCase" RENAME COLUMN "nextLookAt" TO "nextEvaluationAt";
ALTER TABLE "CollectionCase" RENAME COLUMN "lookedVersion" TO "evaluatedVersion";

ALTER FUNCTION relance_tell_change() RENAME TO relance_record_change;
ALTER FUNCTION relance_tell_message() RENAME TO relance_record_message_change;
ALTER FUNCTION relance_tell_mail() RENAME TO relance_record_mail_change;
ALTER FUNCTION relance_tell_bulk_row() RENAME TO relance_record_bulk_row_change;

ALTER TRIGGER "tell_agenda" ON "AgendaAction" RENAME TO "record_agenda";
ALTER TRIGGER "tell_case" ON "CollectionCase" RENAME TO "record_case";
ALTER TRIGGER "tell_message" ON "OutboundMessage" RENAME TO "record_message";
ALTER TRIGGER "tell_history" ON "HistoryEvent" RENAME TO "record_history";
ALTER TRIGGER "tell_import" ON "ImportRun" RENAME TO "record_import";
ALTER TRIGGER "tell_mail" ON "LocalMail" RENAME TO "record_mail";
ALTER TRIGGER "tell_comment" ON "Comment" RENAME TO "record_comment";
ALTER TRIGGER "tell_follow_up" ON "FollowUp" RENAME TO "record_follow_up";
ALTER TRIGGER "tell_bulk_run" ON "BulkRun" RENAME TO "record_bulk_run";
ALTER TRIGGER "tell_bulk_row" ON "BulkRunRow" RENAME TO "record_bulk_row";
