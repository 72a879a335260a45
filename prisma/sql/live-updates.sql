-- Tells listening API processes what changed, so that open pages can read again. A notice carries ids only, and
-- PostgreSQL delivers equal notices of one transaction once.
-- The driver that applies migrations cuts a script at every semicolon: inside the functions they are written \x3b.

CREATE OR REPLACE FUNCTION relance_tell_change() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(''relance_changed'', jsonb_strip_nulls(jsonb_build_object(
    ''topic'', TG_ARGV[0],
    ''entityId'', to_jsonb(NEW) -> ''legalEntityId'',
    ''customerId'', to_jsonb(NEW) -> ''customerId'',
    ''id'', CASE WHEN TG_ARGV[0] = ''import'' THEN to_jsonb(NEW) -> ''id'' END
  ))::text)\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "tell_agenda" AFTER INSERT OR UPDATE ON "AgendaAction"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('agenda');

CREATE TRIGGER "tell_case" AFTER INSERT OR UPDATE ON "CollectionCase"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('customer');

-- Without the bytes, which would be copied for nothing.
CREATE OR REPLACE FUNCTION relance_tell_message() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(''relance_changed'', jsonb_build_object(
    ''topic'', ''message'', ''entityId'', NEW."legalEntityId", ''customerId'', NEW."customerId")::text)\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "tell_message" AFTER INSERT OR UPDATE OF "state", "bouncedAt" ON "OutboundMessage"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_message();

-- Items of an import are told by the import itself.
CREATE TRIGGER "tell_history" AFTER INSERT ON "HistoryEvent"
  FOR EACH ROW WHEN (NEW."kind" NOT IN ('item_new', 'item_changed', 'item_cleared', 'item_reappeared'))
  EXECUTE FUNCTION relance_tell_change('customer');

CREATE TRIGGER "tell_import" AFTER INSERT OR UPDATE ON "ImportRun"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('import');

-- The embedded mailbox belongs to no entity.
CREATE OR REPLACE FUNCTION relance_tell_mail() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(''relance_changed'', ''{"topic":"mailbox"}'')\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "tell_mail" AFTER INSERT ON "LocalMail" FOR EACH STATEMENT EXECUTE FUNCTION relance_tell_mail();

CREATE TRIGGER "tell_comment" AFTER INSERT OR UPDATE ON "Comment"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('reply');

CREATE TRIGGER "tell_follow_up" AFTER INSERT OR UPDATE ON "FollowUp"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('reply');
