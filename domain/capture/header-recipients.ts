/**
 * To whom a mail in a mailbox was sent: the envelope is gone, and servers write its recipients into one header or
 * another. Every address counts; which of them are ours is for the caller to say.
 */
const headers = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
  'to',
  'cc',
  'bcc',
];
const mostHeaderBytes = 256 * 1024;
const mostAddresses = 300;

/** In lower case, each once. */
export function headerRecipients(raw: Uint8Array): string[] {
  return addressesIn(raw, headers);
}

/** The first address that the mail gives as its sender, in lower case; null: none. */
export function headerSender(raw: Uint8Array): string | null {
  return addressesIn(raw, ['from'])[0] ?? null;
}

function addressesIn(raw: Uint8Array, names: readonly string[]): string[] {
  const head = new TextDecoder('latin1').decode(raw.subarray(0, mostHeaderBytes));
  const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length;
  const lines = head
    .slice(0, end)
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const values = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return names.includes(line.slice(0, colon).trim().toLowerCase()) ? [line.slice(colon + 1)] : [];
  });
  const found = values.flatMap((value) => value.match(/[a-z0-9._%+=-]{1,64}@[a-z0-9.-]{1,190}/gi) ?? []);
  return [...new Set(found.map((address) => address.toLowerCase().replace(/\.$/, '')))].slice(
    0,
    mostAddresses,
  );
}
