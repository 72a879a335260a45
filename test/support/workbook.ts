import ExcelJS from 'exceljs';

/** The workbook of the bytes of an XLSX file. They are copied, as a Buffer may share its memory with others. */
export async function readWorkbook(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  return workbook;
}
