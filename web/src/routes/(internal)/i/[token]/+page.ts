import { loadInternalText } from '#lib/text/visitors/internal/load.ts';
import { loadPagesText } from '#lib/text/visitors/shared/load.ts';
import type { PageLoad } from './$types';

/** The words of one language, loaded by themselves: the others stay away. */
export const load: PageLoad = async ({ data }) => {
  const [text, internalText] = await Promise.all([
    loadPagesText(data.language),
    loadInternalText(data.language),
  ]);
  return { ...data, text, internalText };
};
