import { describe, expect, test } from 'vitest';
import { contentWarnings } from './attachment-content.ts';

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0) & 0xff);
const warningsOf = (name: string, content: string, type = 'application/octet-stream') =>
  contentWarnings({ name, type, head: bytes(content), tail: bytes(content) });

describe('R-9 I2 a file is what its bytes are', () => {
  test.each([
    ['proof.pdf', '%PDF-1.7', []],
    ['scan.JPG', '\xff\xd8\xff\xe0', []],
    ['letter.docx', 'PK\x03\x04', []],
    ['old.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', []],
    ['list.csv', 'a;b', []],
    ['mail.eml', 'Received: x', []],
    ['proof.pdf', 'MZ\x90\0', ['program', 'other_content']],
    ['proof.pdf', '<html><script>', ['other_content']],
    ['picture.png', 'PK\x03\x04', ['other_content']],
    ['invoice.pdf.exe', 'MZ\x90\0', ['program']],
    ['invoice.PDF.Js ', 'var x', ['program']],
    ['invoice_\u202efdp.exe', 'MZ', ['program']],
    ['run', '#!/bin/sh', ['program']],
    ['macros.xlsm', 'PK\x03\x04', ['program']],
    ['link.lnk', 'L\0\0\0\x01\x14\x02\0', ['program']],
    ['locked.pdf', '%PDF-1.7 trailer << /Encrypt 12 0 R >>', ['encrypted']],
    [
      'locked.docx',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0',
      ['encrypted'],
    ],
    ['all.rar', 'Rar!\x1a\x07\0', ['not_opened']],
    ['all.7z', "7z\xbc\xaf'\x1c", ['not_opened']],
    ['', '', []],
  ])('R-9 %j with %j', (name, content, expected) => {
    expect(warningsOf(name, content)).toEqual(expected);
  });

  test('R-9 a PDF by its type alone is one as well', () => {
    expect(warningsOf('document', 'MZ', 'application/pdf')).toEqual(['program', 'other_content']);
  });
});
