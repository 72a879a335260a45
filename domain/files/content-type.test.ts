import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, nameFor, officeKind, sniff, textKind } from './content-type.ts';

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe('I2 the kind of a file is what its bytes say', () => {
  it.each([
    ['%PDF-1.7', 'pdf'],
    ['ï»¿\n%PDF-1.4', 'pdf'],
    ['\u0089PNG\r\n\u001a\n', 'png'],
    ['ÿØÿà', 'jpeg'],
    ['GIF89a', 'gif'],
    ['RIFF\u0001\u0002\u0003\u0004WEBPVP8 ', 'webp'],
    ['\u0000\u0000\u0000\u0018ftypheic', 'heic'],
    ['PK\u0003\u0004', 'archive'],
    ['Amount;12,50\n', 'text'],
  ])('I2 %j is %s', (content, kind) => {
    expect(sniff(bytes(content))).toBe(kind);
  });

  it.each([
    ['a Windows program', 'MZ\u0090\u0000\u0003\u0000'],
    ['a Linux program', '\u007fELF\u0002\u0001'],
    ['a script', '#!/bin/sh\nrm -rf /'],
    ['a page', '<!DOCTYPE html><script>alert(1)</script>'],
    ['a page behind blanks', '\ufeff \n<html>'.replace('\ufeff', 'ï»¿')],
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['XML', '<?xml version="1.0"?><!DOCTYPE x>'],
    ['a RAR archive', 'Rar!\u001a\u0007\u0000'],
    ['a 7z archive', "7z\u00bc\u00af'\u001c"],
    ['a gzip archive', '\u001f\u008b\u0008'],
    ['an old Word file', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1'],
    ['a film', '\u0000\u0000\u0000\u0018ftypmp42'],
    ['a sound', 'RIFF\u0001\u0002\u0003\u0004WAVEfmt '],
    ['a program behind text', 'hello\u0000MZ'],
  ])('I1 I2 %s is refused', (_name, content) => {
    expect(sniff(bytes(content))).toBeNull();
  });
});

describe('I2 office documents', () => {
  const named = (names: string[]) => names.map((name) => ({ name }));
  const word = ['[Content_Types].xml', 'word/document.xml'];
  const none = new Uint8Array();
  const openDocument = (type: string) => bytes(`${'x'.repeat(30)}mimetype${type}`);

  it('I2 are recognised by their parts', () => {
    expect(officeKind(named(word), none)).toBe('docx');
    expect(officeKind(named(['[Content_Types].xml', 'xl/workbook.xml']), none)).toBe('xlsx');
    const parts = ['mimetype', 'content.xml'];
    expect(officeKind(named(parts), openDocument('application/vnd.oasis.opendocument.text'))).toBe('odt');
    expect(officeKind(named(parts), openDocument('application/vnd.oasis.opendocument.spreadsheet'))).toBe(
      'ods',
    );
  });

  it.each([
    ['macros', [...word, 'word/vbaProject.bin']],
    ['macro sheets', ['[Content_Types].xml', 'xl/workbook.xml', 'xl/macrosheets/sheet1.xml']],
    ['controls', [...word, 'word/activeX/activeX1.xml']],
    ['packed programs', [...word, 'word/embeddings/oleObject1.bin']],
    ['Basic', ['mimetype', 'content.xml', 'Basic/Standard/Module1.xml']],
    ['no document in it', ['evil.exe', 'readme.txt']],
    ['a Java program', ['META-INF/MANIFEST.MF', 'Main.class']],
  ])('I2 with %s they are refused', (_name, parts) => {
    expect(officeKind(named(parts), openDocument('application/vnd.oasis.opendocument.text'))).toBeNull();
  });
});

describe('I2 what an office document runs or fetches', () => {
  const type = (last: string) =>
    `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${last}`;
  const relation = (last: string, target: string, more = '') =>
    `<Relationships><Relationship Id="r1" Type="${type(last)}" Target="${target}"${more}/></Relationships>`;
  const elsewhere = ' TargetMode="External"';
  const kindWith = (name: string, text: string) =>
    officeKind(
      [{ name: '[Content_Types].xml', text: '<Types/>' }, { name: 'word/document.xml' }, { name, text }],
      new Uint8Array(),
    );
  const wide = (text: string) => [...text].join('\0');

  it.each<[string, string, string]>([
    ['macros under another name', 'word/_rels/document.xml.rels', relation('vbaProject', 'notes.bin')],
    ['the same in capitals', 'WORD/_RELS/DOCUMENT.XML.RELS', relation('VBAPROJECT', 'notes.bin')],
    ['the same in letters of two bytes', 'word/_rels/document.xml.rels', wide(relation('vbaProject', 'x'))],
    ['the same in references', 'word/_rels/document.xml.rels', relation('&#118;baProject', 'x')],
    [
      'a kind that says macros',
      '[Content_Types].xml',
      '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
    ],
    [
      'a macro sheet under another name',
      'xl/_rels/workbook.xml.rels',
      relation('xlMacrosheet', 'worksheets/s2.xml'),
    ],
    ['a packed program', 'word/_rels/document.xml.rels', relation('oleObject', 'media/picture.png')],
    ['a program in its folder', 'word/embeddings/setup.exe', ''],
    [
      'an external template',
      'word/_rels/settings.xml.rels',
      relation('attachedTemplate', 'https://evil.test/t.dotm', elsewhere),
    ],
    [
      'a picture of a file server',
      'word/_rels/document.xml.rels',
      relation('image', '\\\\evil.test\\a.png', elsewhere),
    ],
    [
      'a frame from elsewhere',
      'word/_rels/webSettings.xml.rels',
      relation('frame', 'https://evil.test', elsewhere),
    ],
    [
      'a field that starts a program',
      'word/document.xml',
      '<w:instrText> DDEAU</w:instrText><w:instrText>TO c:\\cmd</w:instrText>',
    ],
    ['cells of a program', 'xl/externalLinks/externalLink1.xml', '<ddeLink ddeService="cmd"/>'],
    ['a script of an event', 'content.xml', '<script:event-listener xlink:href="vnd.sun.star.script:a"/>'],
  ])('I2 %s is refused', (_what, name, text) => {
    expect(kindWith(name, text)).toBeNull();
  });

  it.each<[string, string, string]>([
    ['a link', 'word/_rels/document.xml.rels', relation('hyperlink', 'https://a.test/macro', elsewhere)],
    [
      'a picture from the web',
      'word/_rels/document.xml.rels',
      relation('image', 'https://a.test/logo.png', elsewhere),
    ],
    [
      'another workbook',
      'xl/externalLinks/_rels/externalLink1.xml.rels',
      relation('externalLinkPath', 'Book2.xlsx', elsewhere),
    ],
    ['the table of a chart', 'word/embeddings/Microsoft_Excel_Sheet1.xlsx', ''],
    ['words about it', 'word/document.xml', '<w:t>vbaProject, DDE and attachedTemplate</w:t>'],
  ])('I2 %s is taken', (_what, name, text) => {
    expect(kindWith(name, text)).toBe('docx');
  });
});

describe('I4 names', () => {
  it.each([
    ['proof.pdf', 'proof.pdf'],
    ['C:\\fakepath\\proof.pdf', 'proof.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['<script>alert(1)</script>.pdf', 'script_.pdf'],
    ['in\u202efdp.exe.pdf', 'infdp.exe.pdf'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['"; rm -rf *.pdf', '_; rm -rf _.pdf'],
    ['....', 'file'],
    ['', 'file'],
    ['Größe 大.pdf', 'Größe 大.pdf'],
  ])('I4 %j becomes %j', (name, clean) => {
    expect(cleanFileName(name)).toBe(clean);
  });

  it('I4 under any name it is sent, the name is short, plain and keeps its ending', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (name) => {
        const clean = cleanFileName(`${name}.pdf`);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\\/<>:"|?*]/u);
        expect([...clean].length).toBeLessThanOrEqual(154);
        expect(clean.endsWith('.pdf')).toBe(true);
        expect(cleanFileName(clean)).toBe(clean);
      }),
    );
  });

  it('I2 the ending is that of the content; one that says program is refused', () => {
    expect(nameFor('pdf', 'scan')).toBe('scan.pdf');
    expect(nameFor('jpeg', 'photo.png')).toBe('photo.jpg');
    expect(nameFor('jpeg', 'photo.JPEG')).toBe('photo.jpeg');
    expect(nameFor('pdf', 'invoice.pdf.exe')).toBeNull();
    expect(nameFor('pdf', 'invoice.html')).toBeNull();
    expect(nameFor('txt', 'run.bat')).toBeNull();
  });

  it('I2 text is what it says, as far as it may say it', () => {
    expect(textKind('a.csv', bytes('a;b'))).toBe('csv');
    expect(textKind('note', bytes('hello'))).toBe('txt');
    expect(textKind('mail.eml', bytes('Received: from x'))).toBe('eml');
    expect(textKind('mail.eml', bytes('hello'))).toBeNull();
    expect(textKind('a.pdf', bytes('hello'))).toBeNull();
    expect(textKind('a.js', bytes('alert(1)'))).toBeNull();
  });
});
