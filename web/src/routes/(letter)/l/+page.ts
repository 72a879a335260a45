import { loadLetterText } from '#lib/text/visitors/letter/load.ts';
import { loadPagesText } from '#lib/text/visitors/shared/load.ts';
import type { PageLoad } from './$types';

/** The words of one language, loaded by themselves: the others stay away. */
export const load: PageLoad = async ({ data }) => {
  const [text, letterText] = await Promise.all([loadPagesText(data.language), loadLetterText(data.language)]);
  return { ...data, text, letterText };
};
