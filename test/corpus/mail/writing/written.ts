/** An answer as a customer wrote it: greeting, paragraphs, closing formula, name; '' where there is none. */
export type Written = [greeting: string, paragraphs: string[], closing: string, name: string];
