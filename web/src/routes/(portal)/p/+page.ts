import { loadPagesText } from '#lib/text/visitors/shared/load.ts';
import type { PageLoad } from './$types';

/** The words of one language, loaded by themselves: the others stay away. */
export const load: PageLoad = async ({ data }) => ({ ...data, text: await loadPagesText(data.language) });
