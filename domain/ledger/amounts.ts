import { refuse, type Outcome } from '../errors.ts';
import type { CreditSigns, DecimalMark, EntrySide } from '../vocabulary/imports.ts';
import { removeSpaces, type Cell } from './cells.ts';
import { isKnownCurrency } from '../money/currency.ts';
import { currencyOfSign } from './currencies.ts';
import { remembering } from './memo.ts';

/** A decimal number in plain form (`-1234.5`), the currency and the side that stood in the cell. */
export interface WrittenAmount {
  decimal: string;
  currencyText?: string;
  /** `CR` or `DR` behind the figure; the decimal is then without its meaning: `12.50 CR` is 12.50 and credit. */
  side?: EntrySide;
}

interface Parts {
  negative: boolean;
  /** Digits with their separators, nothing else; a dash for nothing. */
  body: string;
  currencyText?: string;
  side?: EntrySide;
}

const minusSigns = /[-\u2010-\u2015\u2212\ufe63\uff0d]/g;
const apostrophes = /['\u2019\u02bc\u00b4`]/g;
/** `-`, `--`, `-.--`, `-,-`, `nil`: accounting programs write nothing as a dash. */
const nothing = /^(?:-{1,3}|-*[.,]-{1,3}|nil)$/i;

/**
 * Reads an amount as people write it: `1.234,56`, `1,234.56`, `1 234,56`, `1'234.56`, `12,50-`, `(12.50)`,
 * `EUR 12.50`, `12,50 €`, `12.50 CR`, `12,-`; a dash alone (`-`, `-.--`, `- €`) is nothing. Typed numbers of a
 * workbook need no mark.
 */
export function readWrittenAmount(cell: Cell | undefined, mark: DecimalMark): Outcome<WrittenAmount> {
  if (typeof cell === 'object') return readTyped(cell);
  return mark === 'comma' ? withComma(cell ?? '') : withPoint(cell ?? '');
}

const withComma = remembering((text) => readText(text, 'comma'));
const withPoint = remembering((text) => readText(text, 'point'));

function readText(text: string, mark: DecimalMark): Outcome<WrittenAmount> {
  const parts = takeApart(text);
  if (parts === null) return refuse('amount_invalid');
  const plain = parts.body === '-' ? '0' : plainDigits(parts.body, mark);
  if (plain === null) return refuse('amount_invalid');
  const value: WrittenAmount = { decimal: signed(plain, parts.negative) };
  if (parts.currencyText !== undefined) value.currencyText = parts.currencyText;
  if (parts.side !== undefined) value.side = parts.side;
  return { ok: true, value };
}

/**
 * The same as one signed number: a credit is negative. A minus beside a mark of the side is refused unless it is
 * said which of the two counts (`creditSigns`).
 */
export function readAmount(
  cell: Cell | undefined,
  mark: DecimalMark,
  signs?: CreditSigns,
): Outcome<WrittenAmount> {
  const read = readWrittenAmount(cell, mark);
  if (!read.ok || read.value.side === undefined) return read;
  const { side, decimal, ...rest } = read.value;
  const sided = onSide(decimal, side, signs);
  return sided === null
    ? refuse('amount_invalid', { reason: 'two_signs' })
    : { ok: true, value: { ...rest, decimal: sided } };
}

/** An amount with the sign of its side; null when a minus stands there too and nobody said what it means. */
export function onSide(decimal: string, side: EntrySide, signs: CreditSigns | undefined): string | null {
  const isNegative = decimal.startsWith('-');
  if (isNegative && signs === undefined) return null;
  const size = isNegative ? decimal.slice(1) : decimal;
  const reversed = isNegative && signs === 'minus_reverses';
  return signed(size, (side === 'credit') !== reversed);
}

/** Excel keeps binary fractions (55.939999999999998); the shortest text of the same number is what was typed. */
function readTyped(cell: Exclude<Cell, string>): Outcome<WrittenAmount> {
  if (!('number' in cell)) return refuse('amount_invalid');
  const value = Number(cell.number);
  if (!Number.isFinite(value)) return refuse('amount_invalid');
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? { ok: true, value: { decimal: text } } : refuse('amount_invalid');
}

function takeApart(written: string): Parts | null {
  let text = removeSpaces(written).replace(minusSigns, '-');
  const dash = dashForNothing(text);
  if (dash !== null) return dash;
  // Whole units as Dutch and German write them: 12,- and 12,--
  text = text.replace(/(\d)[.,]-{1,2}(?=\D*$)/, '$1');
  let negative = false;
  const parentheses = /^(.*?)\((.+)\)(.*)$/.exec(text);
  if (parentheses) {
    negative = true;
    text = `${parentheses[1]}${parentheses[2]}${parentheses[3]}`;
  }
  // Accounting programs mark the side behind the figure, some before it.
  const behind = /^(.*\d-?)(CR|DR|S|H|C|D)\.?$/i.exec(text);
  const before = behind ? null : /^(CR|DR)\.?([^A-Z].*)$/i.exec(text);
  const side = sideNamed(behind?.[2] ?? before?.[1]);
  text = behind?.[1] ?? before?.[2] ?? text;
  const found =
    /^([-+]?)([^\d\-+.,'\u2019]*)([-+]?)([\d.,'\u2019\u02bc\u00b4`]*\d)([-+]?)([^\d\-+,'\u2019]*)([-+]?)$/.exec(
      text,
    );
  if (!found) return null;
  const [, sign1 = '', leading = '', sign2 = '', body = '', sign3 = '', trailing = '', sign4 = ''] = found;
  const signs = [sign1, sign2, sign3, sign4].filter((sign) => sign !== '');
  if (signs.length > 1 || (signs.length === 1 && parentheses)) return null;
  if (leading !== '' && trailing !== '') return null;
  const currencyText = leading || trailing;
  if (currencyText !== '' && !isCurrencyText(currencyText)) return null;
  return {
    negative: negative !== signs.includes('-'),
    body: body.replace(apostrophes, "'"),
    ...(currencyText === '' ? {} : { currencyText }),
    ...(side === undefined ? {} : { side }),
  };
}

function sideNamed(text: string | undefined): EntrySide | undefined {
  if (text === undefined) return undefined;
  return ['CR', 'H', 'C'].includes(text.toUpperCase()) ? 'credit' : 'debit';
}

/** A dash, alone or beside a currency: `-`, `- €`, `EUR -`, `(-)`. */
function dashForNothing(text: string): Parts | null {
  if (/\d/.test(text)) return null;
  const bare = text.replace(/^\((.*)\)$/, '$1');
  if (nothing.test(bare)) return { negative: false, body: '-' };
  const found = /^([^\d\-.,]*)(-{1,3}|-*[.,]-{1,3})([^\d\-.,]*)$/.exec(bare);
  const [, before = '', , after = ''] = found ?? [];
  const currencyText = before || after;
  if (!found || (before !== '' && after !== '') || !isCurrencyText(currencyText)) return null;
  return { negative: false, body: '-', currencyText };
}

/** Says nothing of how decimals are written: a dash for nothing. */
export function isDashForNothing(text: string): boolean {
  return dashForNothing(removeSpaces(text).replace(minusSigns, '-')) !== null;
}

function isCurrencyText(text: string): boolean {
  return isKnownCurrency(text.toUpperCase()) || currencyOfSign(text) !== undefined;
}

/** Digits with `.` as the only separator, or null when the body cannot be read with this mark. */
function plainDigits(body: string, mark: DecimalMark): string | null {
  const decimalSign = mark === 'comma' ? ',' : '.';
  const groupSign = mark === 'comma' ? '.' : ',';
  const at = body.indexOf(decimalSign);
  const whole = at === -1 ? body : body.slice(0, at);
  const fraction = at === -1 ? '' : body.slice(at + 1);
  if (!/^\d*$/.test(fraction) || (at !== -1 && fraction === '')) return null;
  const digits = ungroup(whole, groupSign);
  if (digits === null) return null;
  return fraction === '' ? digits : `${digits}.${fraction}`;
}

/** Thousands in threes, or the Indian way (12,34,567); one kind of separator only. */
function ungroup(whole: string, groupSign: string): string | null {
  if (/^\d*$/.test(whole)) return whole === '' ? '0' : whole;
  for (const sign of [groupSign, "'"]) {
    const groups = whole.split(sign);
    if (groups.length === 1) continue;
    const [first = '', ...rest] = groups;
    const last = rest.at(-1) ?? '';
    const middle = rest.slice(0, -1);
    const wellFormed =
      /^\d{1,3}$/.test(first) &&
      /^\d{3}$/.test(last) &&
      (middle.every((g) => /^\d{3}$/.test(g)) || (sign === ',' && middle.every((g) => /^\d{2}$/.test(g))));
    return wellFormed ? groups.join('') : null;
  }
  return null;
}

function signed(plain: string, negative: boolean): string {
  const trimmed = plain.replace(/^0+(?=\d)/, '');
  return negative && /[1-9]/.test(trimmed) ? `-${trimmed}` : trimmed;
}

/**
 * Minor units of a plain decimal number. Refuses `amount_invalid` when there are more decimals than the currency
 * has (unless they are zeros) or the amount is out of the safe range: nothing is rounded on the way in.
 */
export function decimalToMinor(decimal: string, decimals: number): Outcome<number> {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  if (/[1-9]/.test(fraction.slice(decimals))) return refuse('amount_invalid', { decimals });
  const minor = Number(`${whole}${kept}`);
  if (!Number.isSafeInteger(minor)) return refuse('amount_invalid', { reason: 'too_large' });
  return { ok: true, value: decimal.startsWith('-') && minor !== 0 ? -minor : minor };
}
