/** The day on which somebody who is away is back. */
import { writtenDate } from './written-date.ts';

const until =
  /\b(?:until|till|through|return(?:ing|s)?(?: (?:to the office|to work))?(?: on)?|back(?: in the office| at work)?(?: on)?|jusqu[’']?(?:au|à|en)?(?: et y compris)?|(?:de )?retour|reprendrai|reviens|rentre|bis(?: (?:zum|einschließlich|einschl\.|inkl\.))?|ab(?: dem)?|wieder|zurück|hasta|regres\w*|vuelv\w*|volver\w*|fino (?:al|a)|rientr\w*|torner\w*|tot(?: en met| en)?|t\/m|terug|do dnia|do|wracam|wróc\w*|powr\w*|at[ée](?: (?:ao?|o))?(?: dia)?|regress\w*|volt\w*|kadar|tarihine|dön\w*|până (?:la|pe|în)|revin\w*|întor\w*|do|vraćam|natrag|vratit\w*|till(?: och med)?|t\.o\.m\.?|tillbaka|åter)\b|まで|より|から|戻|直到|至|返回|回来|恢复/giu;

/** The last day that stands near a word of return; `receivedOn` gives the year where none is written. */
export function writtenDay(text: string, receivedOn: string): string | null {
  const note = text.slice(0, 4_000).replaceAll(/\s+/g, ' ');
  let best: string | null = null;
  for (const found of note.matchAll(until)) {
    const after = note.slice(found.index, found.index + found[0].length + 45);
    const near = [after, note.slice(Math.max(0, found.index - 30), found.index + found[0].length)];
    for (const part of near) {
      const day = writtenDate(part) ?? writtenDate(withYear(part, receivedOn));
      if (day === null || day < receivedOn) continue;
      if (best === null || day > best) best = day;
      break;
    }
  }
  return best;
}

/** A day without year is the next one. */
function withYear(text: string, receivedOn: string): string {
  const year = Number(receivedOn.slice(0, 4));
  const numbers = /(?<!\d)(\d{1,2})[./](\d{1,2})(?![./\d])\.?/.exec(text);
  const dated = (ofYear: number) =>
    numbers === null
      ? `${text} ${ofYear}`
      : text.replace(numbers[0], `${numbers[1]}.${numbers[2]}.${ofYear} `);
  const day = writtenDate(dated(year));
  return day !== null && day < receivedOn ? dated(year + 1) : dated(year);
}
