/**
 * Field 86 of an MT940, which every bank fills in its own way: numbered parts (Germany, Austria, Poland), slash words
 * (Netherlands, Belgium), words with a colon (ABN AMRO, mBank), or plain words.
 */
import type { BankTransaction } from './statement.ts';
import { givenReference, hasIbanCheck, ibanIn, plainAccount, plainText } from './values.ts';

export type EntryDetails = Pick<BankTransaction, 'returnReason' | 'references' | 'text' | 'counterparty'> & {
  /** Kind of booking as the field itself codes it; empty without one. */
  code: string;
};

/** `lines`: of the field, without its tag. */
export function readDetails(lines: readonly string[]): EntryDetails {
  const glued = lines.join('');
  const numbered = /^(\d{3})([?^~<>+|@#$!])(?=\d\d)/.exec(glued) ?? /^()([?^~<])(?=\d\d)/.exec(glued);
  if (numbered !== null) return fromNumbered(glued, numbered[1]!, numbered[2]!);
  if (/\/(?:EREF|REMI|NAME|IBAN|BENM|ORDP|CNTP|TRTP|MARF|RTRN)\//.test(glued)) return fromSlashes(glued);
  const spaced = lines.join('\n');
  if (/(?:^|\s)(?:Z|NA) RACH\.:|TYT\.:/.test(spaced)) return fromPolishWords(glued);
  if (/(?:^|\s)(?:IBAN|NAAM|OMSCHRIJVING|KENMERK|BETALINGSKENM\.?)\s*:/.test(spaced))
    return fromDutchWords(spaced);
  return fromWords(spaced);
}

function fromNumbered(glued: string, code: string, sign: string): EntryDetails {
  const parts = new Map<string, string>();
  const segments = glued.slice(glued.indexOf(sign)).split(new RegExp(`${escaped(sign)}(?=\\d\\d)`));
  for (const segment of segments) {
    if (segment.length < 2) continue;
    const key = segment.slice(0, 2);
    parts.set(key, (parts.get(key) ?? '') + segment.slice(2));
  }
  const part = (key: string) => parts.get(key)?.trim() ?? '';
  const purpose = joinPieces(
    [...range(20, 29), ...range(60, 65)].map((key) => parts.get(key)).filter((piece) => piece !== undefined),
  );
  const sepa = sepaWords(purpose);
  const account =
    plainAccount(sepa.get('IBAN') ?? '') || ibanIn(part('38')) || ibanIn(`PL${part('38')}`) || part('31');
  const isReturn =
    ['108', '109', '159', '184'].includes(code) ||
    /r(?:ue|ü|u)ck(?:lastschrift|gabe)|retoure|return/i.test(part('00'));
  const text = sepa.get('SVWZ') ?? (sepa.size === 0 ? purpose : (sepa.get('') ?? ''));
  return {
    code,
    returnReason: isReturn ? reasonIn(`${text} ${purpose}`, part('34')) : null,
    references: {
      endToEnd: givenReference(sepa.get('EREF')),
      mandate: givenReference(sepa.get('MREF')),
      structured: [],
      others: [givenReference(sepa.get('KREF'))].filter((one) => one !== null),
    },
    text: plainText(text),
    counterparty: {
      name: plainText(sepa.get('ABWA') ?? `${part('32')}${part('33') === '' ? '' : ` ${part('33')}`}`),
      iban: hasIbanCheck(plainAccount(account)) ? plainAccount(account) : null,
    },
  };
}

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
}

/** A full piece of 27 characters goes on in the next one; behind a shorter one a blank was taken away. */
function joinPieces(pieces: readonly string[]): string {
  return pieces.reduce((text, piece, at) => {
    if (at === 0) return piece;
    const isFull = pieces[at - 1]!.length >= 27 && !/^[A-Z]{4}\+/.test(piece);
    return `${text}${isFull ? '' : ' '}${piece}`;
  }, '');
}

/** `EREF+…SVWZ+…` by their words; what stands before the first one under an empty key. */
function sepaWords(purpose: string): Map<string, string> {
  const word = /(?<![A-Z])(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP)\+\s?/g;
  const found = new Map<string, string>();
  const matches = [...purpose.matchAll(word)];
  if (matches.length === 0) return found;
  const before = purpose.slice(0, matches[0]!.index).trim();
  if (before !== '') found.set('', before);
  for (const [at, match] of matches.entries()) {
    const until = matches[at + 1]?.index ?? purpose.length;
    found.set(match[1]!, purpose.slice(match.index + match[0].length, until).trim());
  }
  return found;
}

/** An ISO code in the text, else the bank's own number of the reason, else that it came back at all. */
function reasonIn(text: string, own: string): string {
  const iso =
    /\b(?:A[CGM]\d{2}|MD\d{2}|MS\d{2}|RR\d{2}|SL\d{2}|BE\d{2}|FF\d{2}|DNOR|CNOR|FOCR|TM01|RC01|DT01|ED05)\b/.exec(
      text,
    );
  return iso?.[0] ?? (/^\d{3}$/.test(own) ? own : 'returned');
}

const slashWords =
  'TRTP|IBAN|BIC|NAME|REMI|EREF|PREF|MARF|CSID|RTRN|CNTP|BENM|ORDP|ADDR|ISDT|PURP|ULTD|ULTB|OCMT|CHGS|EXCH|RTYP|SVCL|UDTR|UCRD|ID|KREF|SWOD|SWOC|TDDR|CREF|IREF|DREF';

function fromSlashes(glued: string): EntryDetails {
  const found = new Map<string, string>();
  const matches = [...glued.matchAll(new RegExp(`/(${slashWords})(?=/)`, 'g'))];
  for (const [at, match] of matches.entries()) {
    const until = matches[at + 1]?.index ?? glued.length;
    const value = glued.slice(match.index + match[0].length + 1, until).replace(/\/+$/, '');
    if (!found.has(match[1]!) && value !== '') found.set(match[1]!, value);
  }
  const party = (found.get('CNTP') ?? '').split('/');
  const [kind, second = '', third = ''] = (found.get('REMI') ?? '').split('/');
  const isStructured = kind === 'STRD';
  const text =
    kind === 'USTD' ? (found.get('REMI') ?? '').replace(/^USTD\/+/, '') : (found.get('REMI') ?? '');
  const structured = isStructured ? plainAccount(third || second) : '';
  const before = glued.slice(0, matches[0]?.index ?? 0).trim();
  return {
    code: '',
    returnReason: found.has('RTRN') ? (plainText(found.get('RTRN')!).split(/[ /]/)[0] ?? 'returned') : null,
    references: {
      endToEnd: givenReference(found.get('EREF')),
      mandate: givenReference(found.get('MARF')),
      structured: structured === '' ? [] : [structured],
      others: [givenReference(found.get('PREF'))].filter((one) => one !== null),
    },
    text: plainText(isStructured ? structured : [before, text].filter((one) => one !== '').join(' ')),
    counterparty: {
      name: plainText(found.get('NAME') ?? party[2] ?? ''),
      iban: ibanIn(found.get('IBAN') ?? party[0] ?? ''),
    },
  };
}

function fromPolishWords(glued: string): EntryDetails {
  const word = (name: string) =>
    plainText(new RegExp(`(?:^|[;\\s])${name}:?\\s*([^;]*)`).exec(glued)?.[1] ?? '');
  const account = plainAccount(word('Z RACH\\.') || word('NA RACH\\.'));
  return {
    code: /^(\d{3}) /.exec(glued)?.[1] ?? '',
    returnReason: /zwrot/i.test(glued) ? 'returned' : null,
    references: {
      endToEnd: null,
      mandate: null,
      structured: [],
      others: [givenReference(word('TNR'))].filter((one) => one !== null),
    },
    text: word('TYT\\.') || plainText(glued),
    counterparty: { name: word('OD') || word('DLA'), iban: ibanIn(account) ?? ibanIn(`PL${account}`) },
  };
}

function fromDutchWords(spaced: string): EntryDetails {
  const words =
    /(?:^|\s)(IBAN|BIC|NAAM|OMSCHRIJVING|KENMERK|BETALINGSKENM\.?|MACHTIGING|INCASSANT|VOOR|EREF)\s*:\s?/g;
  const matches = [...spaced.matchAll(words)];
  const found = new Map<string, string>();
  for (const [at, match] of matches.entries()) {
    const until = matches[at + 1]?.index ?? spaced.length;
    found.set(match[1]!.replace('.', ''), spaced.slice(match.index + match[0].length, until).trim());
  }
  const structured = plainAccount(found.get('BETALINGSKENM') ?? '');
  return {
    code: '',
    returnReason: /storno|retour/i.test(spaced) ? reasonIn(spaced, '') : null,
    references: {
      endToEnd: givenReference(found.get('KENMERK')),
      mandate: givenReference(found.get('MACHTIGING')),
      structured: structured === '' ? [] : [structured],
      others: [],
    },
    text: plainText(found.get('OMSCHRIJVING') ?? spaced),
    counterparty: { name: plainText(found.get('NAAM') ?? ''), iban: ibanIn(found.get('IBAN') ?? '') },
  };
}

function fromWords(text: string): EntryDetails {
  return {
    code: '',
    returnReason: null,
    references: { endToEnd: null, mandate: null, structured: [], others: [] },
    text: plainText(text),
    counterparty: {
      name: '',
      iban: ibanIn(text.split(/[\s/]+/).find((word) => hasIbanCheck(plainAccount(word))) ?? ''),
    },
  };
}

function escaped(sign: string): string {
  return `\\${sign}`;
}
