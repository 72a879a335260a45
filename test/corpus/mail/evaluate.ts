/** `npm run evaluate`: how well the mails of the corpus are read, by half and language. Goals stand in docs/parse-mail.md. */
import { evaluateCorpus } from './corpus.ts';
import { isGoalMissed, tableOf } from './table.ts';

const results = await evaluateCorpus(process.argv.slice(2));
process.stdout.write(`${tableOf(results)}\n`);
if (process.argv.includes('--list'))
  for (const { file, faults } of results)
    for (const fault of faults) process.stdout.write(`${file}: ${fault}\n`);
if (isGoalMissed(results)) process.exitCode = 1;
