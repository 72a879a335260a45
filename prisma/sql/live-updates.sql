-- Records what changed, so that open pages can read again: ids only. An API with open pages takes the records and
-- notifies all others (prisma/queries/changes/listen.ts). The transactions that change something do not notify
-- themselves: PostgreSQL commits transactions that notify one after another, which would bound everything that is sent.
-- The functions have the rights of their owner, because visitors may not write the table.
-- The driver that applies migrations cuts a script at every semicolon: inside the functions they are written \x3b.

-- Lost with a crash: pages that connect again read everything again.
ALTER TABLE "LiveChange" SET UNLOGGED;

CREATE OR REPLACE FUNCTION relance_record_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic", "entityId", "customerId", "subjectId") VALUES (
    TG_ARGV[0],
    (to_jsonb(NEW) ->> ''legalEntityId'')::uuid,
    (to_jsonb(NEW) ->> ''customerId'')::uuid,
    CASE WHEN TG_ARGV[0] = ''import'' THEN (to_jsonb(NEW) ->> ''id'')::uuid END)\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "record_agenda" AFTER INSERT OR UPDATE ON "AgendaAction"
  FOR EACH ROW EXECUTE FUNCTION relance_record_change('agenda');

CREATE TRIGGER "record_case" AFTER INSERT OR UPDATE ON "CollectionCase"
  FOR EACH ROW EXECUTE FUNCTION relance_record_change('customer');

-- Without the bytes, which would be copied for nothing.
CREATE OR REPLACE FUNCTION relance_record_message_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic", "entityId", "customerId")
    VALUES (''message'', NEW."legalEntityId", NEW."customerId")\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "record_message" AFTER INSERT OR UPDATE OF "state", "bouncedAt" ON "OutboundMessage"
  FOR EACH ROW EXECUTE FUNCTION relance_record_message_change();

-- Items of an import are announced by the import itself.
CREATE TRIGGER "record_history" AFTER INSERT ON "HistoryEvent"
  FOR EACH ROW WHEN (NEW."kind" NOT IN ('item_new', 'item_changed', 'item_cleared', 'item_reappeared'))
  EXECUTE FUNCTION relance_record_change('customer');

CREATE TRIGGER "record_import" AFTER INSERT OR UPDATE ON "ImportRun"
  FOR EACH ROW EXECUTE FUNCTION relance_record_change('import');

-- The embedded mailbox belongs to no entity.
CREATE OR REPLACE FUNCTION relance_record_mail_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic") VALUES (''mailbox'')\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "record_mail" AFTER INSERT ON "LocalMail" FOR EACH STATEMENT EXECUTE FUNCTION relance_record_mail_change();

CREATE TRIGGER "record_comment" AFTER INSERT OR UPDATE ON "Comment"
  FOR EACH ROW EXECUTE FUNCTION relance_record_change('reply');

CREATE TRIGGER "record_follow_up" AFTER INSERT OR UPDATE ON "FollowUp"
  FOR EACH ROW EXECUTE FUNCTION relance_record_change('reply');

CREATE TRIGGER "record_bulk_run" AFTER INSERT OR UPDATE ON "BulkRun"
  FOR EACH ROW EXECUTE FUNCTION relance_record_change('bulk_run');

-- How far an act on many customers has come stands in its rows.
CREATE OR REPLACE FUNCTION relance_record_bulk_row_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic", "entityId")
    SELECT ''bulk_run'', r."legalEntityId" FROM "BulkRun" r WHERE r."id" = NEW."runId"\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "record_bulk_row" AFTER UPDATE OF "outcome" ON "BulkRunRow"
  FOR EACH ROW WHEN (NEW."outcome" <> OLD."outcome") EXECUTE FUNCTION relance_record_bulk_row_change();

CREATE TRIGGER "record_reading" AFTER INSERT ON "ReplyReading"
  FOR EACH ROW EXECUTE FUNCTION relance_record_change('reply');

CREATE OR REPLACE FUNCTION relance_record_proposal_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic", "entityId", "customerId")
    SELECT ''reply'', g."legalEntityId", g."customerId" FROM "ReplyReading" g WHERE g."id" = NEW."readingId"\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "record_proposal" AFTER UPDATE OF "state" ON "ReplyProposal"
  FOR EACH ROW WHEN (NEW."state" <> OLD."state") EXECUTE FUNCTION relance_record_proposal_change();
