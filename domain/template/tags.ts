import type { MissingPolicy } from '../vocabulary/documents.ts';
import type { MessageLanguage } from '../vocabulary/languages.ts';
import type { TemplateAudience } from '../vocabulary/scenarios.ts';

export type TagAudience = TemplateAudience;

export interface TagDefinition {
  /** `text` stands in a sentence; `block` is a table or button and takes its own line. */
  kind: 'text' | 'block';
  missing: MissingPolicy;
  placeholder?: Record<MessageLanguage, string>;
  audience: readonly TagAudience[];
  /** May be the whole value of a link's address. */
  link?: true;
  /** May stand in a subject line. */
  subject?: true;
}

const everyone = ['customer', 'colleague'] as const;
const customerOnly = ['customer'] as const;

/**
 * The catalogue of E-2. Tags whose value comes with a later part of the product (interactive page, payment
 * link, capture address) are already valid; without a value they hide their paragraph.
 */
export const templateTags = {
  salutation: { kind: 'text', missing: 'block', audience: everyone },
  contact_name: {
    kind: 'text',
    missing: 'placeholder',
    placeholder: {
      en: 'Sir or Madam',
      fr: 'Madame, Monsieur',
      de: 'sehr geehrte Damen und Herren',
      es: 'señoras y señores',
    },
    audience: everyone,
    subject: true,
  },
  customer_name: { kind: 'text', missing: 'block', audience: everyone, subject: true },
  customer_number: { kind: 'text', missing: 'block', audience: everyone, subject: true },
  items_list: { kind: 'block', missing: 'block', audience: everyone },
  overdue_items_list: { kind: 'block', missing: 'hide', audience: everyone },
  statement: { kind: 'block', missing: 'block', audience: everyone },
  items_count: { kind: 'text', missing: 'block', audience: everyone, subject: true },
  total_due: { kind: 'text', missing: 'block', audience: everyone, subject: true },
  total_overdue: { kind: 'text', missing: 'hide', audience: everyone, subject: true },
  oldest_due_date: { kind: 'text', missing: 'block', audience: everyone, subject: true },
  days_overdue: { kind: 'text', missing: 'hide', audience: everyone, subject: true },
  /** Last day of the deadline that the step gives (`deadlineDays`). */
  deadline_date: { kind: 'text', missing: 'block', audience: everyone, subject: true },
  message_date: { kind: 'text', missing: 'block', audience: everyone, subject: true },
  collector_name: { kind: 'text', missing: 'hide', audience: everyone },
  collector_email: { kind: 'text', missing: 'hide', audience: everyone },
  collector_phone: { kind: 'text', missing: 'hide', audience: everyone },
  company_name: { kind: 'text', missing: 'block', audience: everyone, subject: true },
  company_address: { kind: 'text', missing: 'hide', audience: everyone },
  company_logo: { kind: 'block', missing: 'hide', audience: everyone },
  bank_details: { kind: 'block', missing: 'hide', audience: customerOnly },
  late_interest: { kind: 'text', missing: 'hide', audience: customerOnly },
  /** The rate of a year in force, with its period and source (M-1). */
  late_interest_rate: { kind: 'text', missing: 'hide', audience: customerOnly },
  fixed_compensation: { kind: 'text', missing: 'hide', audience: customerOnly },
  /** The computation of late interest and compensation of the items asked for (M-1). */
  late_charges: { kind: 'block', missing: 'hide', audience: customerOnly },
  interactive_page_button: { kind: 'block', missing: 'hide', audience: everyone },
  client_account_email: { kind: 'text', missing: 'hide', audience: customerOnly },
  payment_link: { kind: 'block', missing: 'hide', audience: customerOnly, link: true },
} as const satisfies Record<string, TagDefinition>;

export type TagName = keyof typeof templateTags;
export const tagNames = Object.keys(templateTags) as TagName[];

export function isTagName(name: string): name is TagName {
  return Object.hasOwn(templateTags, name);
}

export function tagDefinition(name: TagName): TagDefinition {
  return templateTags[name];
}
