#!/usr/bin/env node
/**
 * `relance`: one file per command, each exporting `register(program)`. A command file imports nothing heavy at the
 * top; what it needs is imported when it runs, so that `relance simulate` starts without server or database.
 */
import { Command, CommanderError } from 'commander';
import { register as registerImport } from './import.ts';
import { register as registerInterest } from './interest.ts';
import { register as registerLetter } from './letter.ts';
import { register as registerParseMail } from './parse-mail.ts';
import { register as registerRebuild } from './rebuild.ts';
import { register as registerReplay } from './replay.ts';
import { register as registerSimulate } from './simulate.ts';

/** Exit code of bad input and wrong usage. */
const badInput = 2;

const program = new Command('relance')
  .description('Open, self-hosted accounts-receivable collection')
  .showHelpAfterError('(relance COMMAND --help tells more)')
  .exitOverride();

for (const register of [
  registerImport,
  registerInterest,
  registerLetter,
  registerParseMail,
  registerRebuild,
  registerReplay,
  registerSimulate,
])
  register(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : badInput;
}
