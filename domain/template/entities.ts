import { decodeHTML } from 'entities/decode';

/** The text that an HTML reader sees, with references with or without their semicolon; `escapeHtml` undone. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? decodeHTML(text) : text;
}
