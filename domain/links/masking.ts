/**
 * Masking what opens a page (B4): anyone who may read a message, a note or a log must not be able to act as the person
 * whom a link was made for. A mask has as many letters as what it hides, so that lengths and places in a file stay.
 */
import { decodeEntities } from '../template/entities.ts';
import { randomLength } from './token.ts';

/** Of pages without account and of accounts; a kind that is added is masked before anybody thinks of it. */
const prefixes = 'r[a-z]_';
const letter = '[A-Za-z0-9_-]';
const written = new RegExp(`(${prefixes})${letter}{${randomLength}}`, 'g');
/** Where a mail was wrapped: a soft break of quoted-printable, a folded header. */
const wrapped = new RegExp(`(?:${prefixes})(?:(?:=?\\r?\\n[ \\t]?)?${letter}){${randomLength}}`, 'g');
const anyWritten = new RegExp(written.source);

/** The text with the random part of every token as stars; the kind stays. */
export function maskTokens(text: string): string {
  return text.replace(written, (_token, prefix: string) => prefix + '*'.repeat(randomLength));
}

/** The same where line breaks of mail stand within a token; they stay where they are. */
export function maskWrappedTokens(text: string): string {
  return text.replace(wrapped, (token) => token.slice(0, 3) + token.slice(3).replace(/[A-Za-z0-9_-]/g, '*'));
}

/** Whether a token stands in the text as it is. */
export function holdsToken(text: string): boolean {
  return anyWritten.test(text);
}

/** Whether a program that shows the text would show a token, although none is written in it as it is. */
export function hidesToken(text: string): boolean {
  const shown = decodeEntities(text);
  return [shown, decodePercent(shown), withoutMarkup(shown), joined(shown)].some(holdsToken);
}

function decodePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function withoutMarkup(text: string): string {
  return text.replace(/<[^<>]*>/g, '');
}

/** Without what nobody sees: soft hyphens, joiners, and bytes of them read one by one. */
function joined(text: string): string {
  return text.replace(/[^\x20-\x7e\n]+/g, '');
}
