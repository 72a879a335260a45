/** The only door: what the workflow bundle contains. */
export { collectionCase } from './collection-case.ts';
export { importRun } from './import-run.ts';
