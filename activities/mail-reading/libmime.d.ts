declare module 'libmime' {
  interface Libmime {
    decodeWords(text: string): string;
    parseHeaderValue(text: string): { value: string; params: Record<string, string> };
  }
  const libmime: Libmime;
  export = libmime;
}
