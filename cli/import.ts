/** `relance import FILE`: a ledger file into the database, with its change set, from a terminal or a nightly job. */
import type { Command } from 'commander';
import type { ImportCall } from './import-run.ts';

export function register(program: Command): void {
  program
    .command('import')
    .argument('<file>', 'CSV or XLSX file of open items, customers or payments')
    .requiredOption('--entity <code>', 'code of the legal entity')
    .option('--source <name>', 'name of the feed; columns and spelling are remembered by it', 'cli')
    .option(
      '--kind <kind>',
      'items, customers, payments or bank_statement (a bank file is recognised, else items)',
    )
    .option(
      '--mode <mode>',
      'full: an item that is not in the file is cleared; delta: only what is named changes',
    )
    .option('--as-of <date>', 'day that the file stands for, YYYY-MM-DD (today)')
    .option('--locale <tag>', 'how amounts and dates are written: fr, de-CH, us, uk, iso … (detected)')
    .option('--currency <code>', 'currency of rows that name none (the customer’s, else the entity’s)')
    .option(
      '--column <field=header>',
      'which column is which, e.g. number=Belegnr; may be repeated',
      collect,
      [],
    )
    .option('--money-in <sign>', 'payments: plus or minus, the sign of money received (detected)')
    .option(
      '--word <field:word=meaning>',
      'what a word means, e.g. status:Storniert=closed, side:S=debit or type:OD=by_sign; may be repeated',
      collect,
      [],
    )
    .option(
      '--answer <question=value>',
      'answer to another question, e.g. creditSigns=mark_decides; may be repeated',
      collect,
      [],
    )
    .option('--encoding <name>', 'encoding of the text: windows-1250, cp850, macroman … (detected)')
    .option('--reading <file>', 'all of this as JSON, as the API has it under "reading"')
    .option('--sheet <name>', 'sheet of a workbook (the first visible one)')
    .option('--skip-errors', 'leave out rows that cannot be read; what they may stand for is not cleared')
    .option('--dry-run', 'show the change set and apply nothing (default)')
    .option('--apply', 'apply when there is nothing to ask, nothing wrong and nothing to approve')
    .option('--approve', 'with --apply: also when the import stops for approval')
    .option('--json', 'print the import as JSON instead of a table')
    .option(
      '--database-url <url>',
      'database; otherwise DATABASE_URL, otherwise the one of the running system',
    )
    .description('read a ledger file, show what changes, and apply it')
    .action(async (file: string, options: Omit<ImportCall, 'file'>) => {
      const { importCommand } = await import('./import-run.ts');
      process.exitCode = await importCommand(
        { ...options, file },
        { stdout: process.stdout, stderr: process.stderr },
      );
    });
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
