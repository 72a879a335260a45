/** What Node made of the modules of earlier starts: loading them is most of the work of a process that starts. */
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../node_modules/.cache/relance/compiled');

/** For processes that are started; each adds what it loaded, also to be found when it is killed later. */
export const compiledCode = { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? folder };
