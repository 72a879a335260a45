/** Languages of messages, of the interface and of the pages for visitors. */

/** Languages of messages to customers; the interface itself is complete in `interfaceLanguages`. */
export const messageLanguages = ['en', 'fr', 'de', 'es'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

export const interfaceLanguages = ['en', 'fr'] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** Languages of the pages that customers and colleagues open without an account (P-12). */
export const pageLanguages = ['en', 'fr', 'de', 'es', 'it', 'nl', 'pl', 'pt'] as const;
export type PageLanguage = (typeof pageLanguages)[number];
