declare module 'libmime' {
  interface ParsedHeaderValue {
    value: string;
    params: Record<string, string>;
  }
  interface Charset {
    decode(bytes: Uint8Array, charset?: string): string;
  }
  export function decodeWords(text: string): string;
  export function parseHeaderValue(text: string): ParsedHeaderValue;
  export const charset: Charset;
}
