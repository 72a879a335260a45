/** Texts that people design, as they are stored and printed: how they are set. */

/** Which edge a line keeps to; `start` is the right edge of a text in Arabic or Hebrew. */
export const textAligns = ['start', 'center', 'end', 'justify'] as const;
export type TextAlign = (typeof textAligns)[number];

/** Beside the usual size. */
export const textSizes = ['small', 'large', 'huge'] as const;
export type TextSize = (typeof textSizes)[number];

/** What a message may carry beside its text. */
export const messageAttachments = ['statement_xlsx', 'statement_pdf', 'documents'] as const;
export type MessageAttachmentKind = (typeof messageAttachments)[number];

/** What a message does when a tag has no value: it does not go, says something general, or drops the paragraph. */
export const missingPolicies = ['block', 'placeholder', 'hide'] as const;
export type MissingPolicy = (typeof missingPolicies)[number];

/** What a message does that encloses the documents of its items, where one of them cannot be had. */
export const missingDocumentRules = ['leave_out', 'block'] as const;
export type MissingDocumentRule = (typeof missingDocumentRules)[number];

/** Why a document does not go along. `too_large`: with those before it, it would be more than a message carries. */
export const documentGaps = ['missing', 'unreadable', 'too_large'] as const;
export type DocumentGap = (typeof documentGaps)[number];
