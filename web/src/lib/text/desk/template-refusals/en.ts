/** Why a text cannot be saved, by the reason that the check gives, with its place. */
type Params = Record<string, string | number>;

const where = ({ words }: Params) => (words === undefined ? '.' : `: ${words}`);

const reasons: Record<string, (params: Params) => string> = {
  one_button: () => 'A text has one button at most: the customer’s page or the payment, not both.',
  empty: ({ field }) =>
    field === 'subject'
      ? 'The subject is empty. Write one before you save.'
      : 'The text is empty. Write something before you save.',
  too_long: () => 'The text is too long. Shorten it and save again.',
  too_many_parts: () => 'The text has more than 20,000 parts. Shorten it and save again.',
  too_deep: () => 'Lists and quotations stand in each other more than 20 levels deep. Make it flatter.',
  table_in_table: () => 'A table stands within a table. Move the inner one below the outer one.',
  page_break_in_table: () => 'A new page begins within a table. Put it before or after the table.',
  mustache: (p) => `Text between {{ and }} is not filled in here. Type # for a value${where(p)}`,
  tag_not_in_subject: ({ tag = '' }) => `#${tag} cannot stand in a subject.`,
  tag_not_for_audience: (p) => `${p.tag ?? ''} is not for these readers${where(p)}`,
  tag_in_attribute: (p) => `A link cannot lead to ${p.tag ?? ''}. Choose an address${where(p)}`,
  no_placeholder: ({ tag = '' }) => `Write what is said instead of ${tag}, or choose what else happens.`,
};

export function templateRefusal(params: Params): string {
  const say = reasons[String(params['reason'])];
  return say?.(params) ?? 'The template cannot be rendered. Correct it and save again.';
}
