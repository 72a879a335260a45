/** `relance rebuild`: hands everything that is open to the workflows again. Contract: docs/rebuild.md. */
import type { Command } from 'commander';
import type { RebuildCall } from './rebuild-run.ts';

export function register(program: Command): void {
  program
    .command('rebuild')
    .option('--entity <code>', 'only one legal entity')
    .option('--customer <number>', 'only one customer of it')
    .option('--note <text>', 'why, for whoever reads it later', '')
    .option('--no-wait', 'do not wait until the cases are reached')
    .option('--json', 'print the rebuild as JSON')
    .option(
      '--database-url <url>',
      'database; otherwise DATABASE_URL, otherwise the one of the running system',
    )
    .description('start the workflows of everything open anew from the database; nothing is sent twice')
    .action(async (options: RebuildCall) => {
      const { rebuildCommand } = await import('./rebuild-run.ts');
      process.exitCode = await rebuildCommand(options, { stdout: process.stdout, stderr: process.stderr });
    });
}
