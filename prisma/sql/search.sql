-- What is searched while somebody types is found by index. pg_trgm is part of PostgreSQL and may be created by whoever
-- may create in the database.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Text as it is compared: small letters without accents, and letters that are no base letter with a sign as people type
-- them: Łódź by lodz, Straße by strasse, both forms of the Greek sigma by either. The same as searchKey of domain/text/search.ts: whoever
-- changes one changes the other and makes the indexes anew.
-- What has no letter beyond ASCII needs small letters only, which is several times as fast.
-- In PL/pgSQL, so that the planner knows what a call costs and takes the indexes. \x3B is the semicolon, at which the
-- statements of this file are taken apart.
CREATE FUNCTION relance_search_key(text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100
  AS E'BEGIN IF octet_length($1) = length($1) THEN RETURN lower($1 COLLATE "C")\x3B END IF\x3B RETURN replace(replace(replace(replace(translate(lower(regexp_replace(normalize($1, NFKD), \'[\\u0300-\\u036f]\', \'\', \'g\') COLLATE "und-x-icu"), \'\u0142\u00f8\u0111\u0127\u0167\u0131\u03c2\', \'lodhti\u03c3\'), \'\u00df\', \'ss\'), \'\u00e6\', \'ae\'), \'\u0153\', \'oe\'), \'\u00fe\', \'th\')\x3B END';

-- By the beginning, and in this order.
CREATE INDEX "OpenItem_search_number_idx"
  ON "OpenItem" ("legalEntityId", (relance_search_key("number") COLLATE "C"));
CREATE INDEX "Customer_search_name_idx"
  ON "Customer" ("legalEntityId", (relance_search_key("name") COLLATE "C"));
CREATE INDEX "Customer_search_number_idx"
  ON "Customer" ("legalEntityId", (relance_search_key("number") COLLATE "C"));
CREATE INDEX "Payment_search_reference_idx"
  ON "Payment" ("legalEntityId", (relance_search_key("reference") COLLATE "C"));

-- Anywhere within. The fields of a row stand one below the other.
CREATE INDEX "OpenItem_search_idx" ON "OpenItem" USING gin (relance_search_key(
  "number" || E'\n' || coalesce("purchaseOrder", '') || E'\n' || coalesce("refersTo", '') || E'\n' || coalesce("text", '')
) gin_trgm_ops);
CREATE INDEX "Customer_search_idx" ON "Customer" USING gin (relance_search_key("number" || E'\n' || "name") gin_trgm_ops);
CREATE INDEX "Contact_search_idx" ON "Contact" USING gin (relance_search_key(
  "name" || E'\n' || coalesce("email", '') || E'\n' || coalesce("phone", '')
) gin_trgm_ops);
CREATE INDEX "OutboundMessage_search_idx" ON "OutboundMessage" USING gin (relance_search_key(
  "subject" || E'\n' || "recipientAddress" || E'\n' || "recipientName" || E'\n' || "reference"
) gin_trgm_ops);
