import { fileEncodings, type FileEncoding } from '../vocabulary/imports.ts';

/** Other names of the same encodings, without signs. */
const otherNames: Record<string, FileEncoding> = {
  utf16: 'utf-16le', unicode: 'utf-16le', ansi: 'windows-1252', latin1: 'iso-8859-1', latin2: 'iso-8859-2',
  latin9: 'iso-8859-15', mac: 'macroman', macintosh: 'macroman', xmacroman: 'macroman', xmacce: 'maccenteuro',
  sjis: 'shift_jis', windows31j: 'shift_jis', cp932: 'shift_jis', gbk: 'gb18030', gb2312: 'gb18030', cp936: 'gb18030',
  cp949: 'euc-kr', cp950: 'big5', dos: 'cp850', oem: 'cp850', koi8: 'koi8-r',
}; // prettier-ignore

/** The encoding that a name stands for: `cp1250`, `Win-1250`, `latin1`, `IBM850`, `mac`. Undefined when it is none. */
export function encodingNamed(name: string): FileEncoding | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const page = /^(?:cp|ibm|dos|oem|windows|win|codepage|mswindows)?(\d{3,4})$/.exec(plain)?.[1];
  const wanted = page === undefined ? [plain] : [`cp${page}`, `windows${page}`];
  return fileEncodings.find((known) => wanted.includes(known.replace(/[^a-z0-9]/g, ''))) ?? otherNames[plain];
}
