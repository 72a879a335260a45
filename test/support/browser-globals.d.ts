/** What tests evaluate inside a page of the browser knows its globals. */
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
