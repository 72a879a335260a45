/** Headers and bodies as the bytes of a mail. */
import type { Body } from './clients.ts';

const encodings = ['base64', 'quoted-printable', '8bit'] as const;

/** A header in UTF-8 where ASCII does not do. */
export function encodedWord(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function transfer(content: string, encoding: (typeof encodings)[number]): string {
  const bytes = Buffer.from(content.replaceAll('\n', '\r\n'));
  if (encoding === '8bit') return bytes.toString('latin1');
  if (encoding === 'base64') return bytes.toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  return [...bytes]
    .map((byte) =>
      byte === 10
        ? '\n'
        : byte === 13
          ? '\r'
          : byte >= 33 && byte <= 126 && byte !== 61
            ? String.fromCharCode(byte)
            : byte === 32
              ? ' '
              : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('')
    .split('\r\n')
    .map((line) =>
      line.replace(/ $/, '=20').replaceAll(/.{1,70}(?:=[0-9A-F]{2})?(?=.{3})/g, (piece) => softBreak(piece)),
    )
    .join('\r\n');
}

/** A soft break, not in the middle of an escape. */
function softBreak(piece: string): string {
  const cut = /=[0-9A-F]?$/.exec(piece);
  return cut === null ? `${piece}=\r\n` : piece;
}

function part({ type, content }: Body, encoding: (typeof encodings)[number]): string {
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${transfer(content, encoding)}`;
}

/** The bytes of a mail; `index` chooses its transfer encoding, `file` is the name of a small attachment. */
export function message(headers: string[], bodies: Body[], index: number, file: string | null): Buffer {
  const encoding = encodings[index % encodings.length]!;
  const [only] = bodies;
  const inner =
    bodies.length === 1
      ? part(only!, encoding)
      : `Content-Type: multipart/alternative; boundary="alt"\r\n\r\n${bodies.map((body) => `--alt\r\n${part(body, encoding)}\r\n`).join('')}--alt--\r\n`;
  const outer =
    file === null
      ? inner
      : `Content-Type: multipart/mixed; boundary="mix"\r\n\r\n--mix\r\n${inner}\r\n--mix\r\nContent-Type: application/pdf; name="${file}"\r\nContent-Disposition: attachment; filename="${file}"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--mix--\r\n`;
  return Buffer.from(`${[...headers, 'MIME-Version: 1.0'].join('\r\n')}\r\n${outer}`, 'latin1');
}
