-- Letters that are no base letter with a sign are found by the letters people type for them: Łódź by lodz, Straße by
-- strasse, both forms of the Greek sigma by either. The same as `searchKey` in domain/text/search.ts.
CREATE OR REPLACE FUNCTION relance_search_key(text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100
  AS E'BEGIN RETURN replace(replace(replace(replace(translate(lower(regexp_replace(normalize($1, NFKD), \'[\\u0300-\\u036f]\', \'\', \'g\') COLLATE "und-x-icu"), \'\u0142\u00f8\u0111\u0127\u0167\u0131\u03c2\', \'lodhti\u03c3\'), \'\u00df\', \'ss\'), \'\u00e6\', \'ae\'), \'\u0153\', \'oe\'), \'\u00fe\', \'th\')\x3B END';

-- What stands in them was made by the function as it was.
REINDEX INDEX "OpenItem_search_number_idx";
REINDEX INDEX "Customer_search_name_idx";
REINDEX INDEX "Customer_search_number_idx";
REINDEX INDEX "Payment_search_reference_idx";
REINDEX INDEX "OpenItem_search_idx";
REINDEX INDEX "Customer_search_idx";
REINDEX INDEX "Contact_search_idx";
REINDEX INDEX "OutboundMessage_search_idx";
