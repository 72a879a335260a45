/** Runs on the threads of statement-workbook.ts: writes one statement. */
export { statementXlsx as run } from './statement-xlsx.ts';
