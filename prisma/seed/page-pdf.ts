/** A small but whole PDF of one page, in the fonts that every reader has: for files of the demo that open. */
import iconv from 'iconv-lite';

/** A line of text; points from the left and from the top of an A4 page. */
export interface PdfLine {
  text: string;
  x: number;
  y: number;
  size: number;
  bold?: boolean;
}

const height = 842;

export function pagePdf(lines: readonly PdfLine[], title = ''): Uint8Array {
  const page = lines
    .map(
      ({ text, x, y, size, bold }) =>
        `BT /${bold ? 'B' : 'F'} ${size} Tf ${x} ${height - y} Td (${inPdf(text)}) Tj ET`,
    )
    .join('\n');
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R /B 6 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title (${inPdf(title)}) >>`,
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${rows}${trailer}`, 'latin1');
}

/** Letters of the fonts, one byte each; what would end the text is taken out. */
function inPdf(text: string): string {
  return iconv.encode(text.replace(/[\\()\r\n]/g, ' '), 'win1252').toString('latin1');
}
