import { loadPagesText } from '#lib/text/visitors/shared/load.ts';
import type { PageLoad } from './$types';

/** The words of one language and what the page shows are loaded by themselves: everything else stays away. */
export const load: PageLoad = async ({ data }) => {
  const { view } = data;
  const [text, closed, code, paying] = await Promise.all([
    loadPagesText(data.language),
    view === null ? import('#lib/visitors/portal/closed-page.svelte') : null,
    view?.statement.acts.codeRequired ? import('#lib/visitors/portal/code-form.svelte') : null,
    view && (view.offer !== null || view.statement.payments.length > 0)
      ? import('#lib/visitors/portal/pay-section.svelte')
      : null,
  ]);
  return {
    ...data,
    text,
    ClosedPage: closed?.default,
    parts: { CodeForm: code?.default, PaySection: paying?.default },
  };
};
