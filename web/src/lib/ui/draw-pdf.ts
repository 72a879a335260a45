/** More nobody looks through on a page. */
export const mostPagesDrawn = 12;

/** Pages of a PDF as pictures, as far as they are wanted; the program that draws comes with the first of them. */
export async function drawPdf(
  data: Uint8Array<ArrayBuffer>,
  isWanted: () => boolean,
): Promise<{ pages: string[]; total: number }> {
  const [library, worker] = await Promise.all([
    import('pdfjs-dist'),
    import('pdfjs-dist/build/pdf.worker.min.mjs?url'),
  ]);
  library.GlobalWorkerOptions.workerSrc = worker.default;
  const task = library.getDocument({ data, disableFontFace: true });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= Math.min(document.numPages, mostPagesDrawn) && isWanted(); number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: 1.5 });
    const canvas = window.document.createElement('canvas');
    canvas.width = Math.ceil(viewport.width);
    canvas.height = Math.ceil(viewport.height);
    await page.render({ canvas, viewport }).promise;
    pages.push(canvas.toDataURL('image/png'));
  }
  const total = document.numPages;
  await task.destroy();
  return { pages, total };
}
