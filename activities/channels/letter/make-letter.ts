/** From the facts of a step to the pages of its letter, with the documents of its items behind them. */
import type { Outcome } from '../../../domain/errors.ts';
import type { Letter } from '../../../domain/model/letter.ts';
import { nothingEnclosed, readEnclosed, type Enclosed } from '../../messages/enclosed.ts';
import type { ComposeDeps } from '../../outbound/channel.ts';
import { appended } from '../../rendering/letter/appender.ts';
import type { LetterRenderer } from '../../rendering/letter/renderer.ts';
import { letterInput, settingsOf, type LetterFacts } from './letter-input.ts';

export interface MadeLetter {
  letter: Letter;
  pdf: Uint8Array;
  /** With those of its documents. */
  pages: number;
  enclosed: Enclosed;
}

type LetterDeps = Pick<ComposeDeps, 'renderer' | 'prisma' | 'documents'> & { letters: LetterRenderer };

/**
 * Refuses as `letterInput`, `readEnclosed` and laying out do.
 *
 * @param fit makes it fit whoever will carry it
 */
export async function makeLetter(
  { renderer, letters, ...places }: LetterDeps,
  facts: Omit<LetterFacts, 'documents'>,
  fit: (letter: Letter) => Promise<Letter> | Letter = (letter) => letter,
): Promise<Outcome<MadeLetter>> {
  const { compose } = facts;
  const enclosed = settingsOf(facts).enclosures.includes('documents')
    ? await readEnclosed(places, {
        lines: compose.lines,
        rule: compose.template.options.missingDocuments ?? 'leave_out',
      })
    : { ok: true as const, value: nothingEnclosed };
  if (!enclosed.ok) return enclosed;
  const { documents } = enclosed.value;
  const letter = await letterInput(renderer, { ...facts, documents });
  if (!letter.ok) return letter;
  const fitted = await fit(letter.value);
  const rendered = await letters.render(fitted);
  if (!rendered.ok) return rendered;
  const { bytes: pdf, pages } = rendered.value;
  const made = { letter: fitted, pdf, pages, enclosed: enclosed.value };
  if (documents.length === 0) return { ok: true, value: made };
  const whole = await appended({
    letter: pdf,
    documents: documents.map(({ bytes }) => bytes),
    duplex: fitted.duplex,
  });
  return whole.ok
    ? { ok: true, value: { ...made, pdf: whole.value.bytes, pages: whole.value.pages } }
    : whole;
}
