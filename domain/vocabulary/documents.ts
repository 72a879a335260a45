/** Texts that people design, as they are stored and printed: how they are set. */

/** Which edge a line keeps to; `start` is the right edge of a text in Arabic or Hebrew. */
export const textAligns = ['start', 'center', 'end', 'justify'] as const;
export type TextAlign = (typeof textAligns)[number];

/** Beside the usual size. */
export const textSizes = ['small', 'large', 'huge'] as const;
export type TextSize = (typeof textSizes)[number];

/** What a message may carry beside its text. */
export const messageAttachments = ['statement_xlsx', 'statement_pdf'] as const;
export type MessageAttachmentKind = (typeof messageAttachments)[number];
