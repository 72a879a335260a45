CREATE TRIGGER "tell_bulk_run" AFTER INSERT OR UPDATE ON "BulkRun"
  FOR EACH ROW EXECUTE FUNCTION relance_tell_change('bulk_run');

-- How far an act on many customers has come stands in its rows.
CREATE OR REPLACE FUNCTION relance_tell_bulk_row() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS E'
BEGIN
  INSERT INTO "LiveChange" ("topic", "entityId")
    SELECT ''bulk_run'', r."legalEntityId" FROM "BulkRun" r WHERE r."id" = NEW."runId"\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "tell_bulk_row" AFTER UPDATE OF "outcome" ON "BulkRunRow"
  FOR EACH ROW WHEN (NEW."outcome" <> OLD."outcome") EXECUTE FUNCTION relance_tell_bulk_row();
