/**
 * Threads that lay out messages and letters and read mails, one set for all files of a test process: each start loads
 * hundreds of modules anew. They end by themselves when nobody needs them, so that nobody closes them.
 */
import { createRenderer } from '../../activities/adapters/render/renderer.ts';
import { createMailReader } from '../../activities/inbound/reader.ts';
import { createLetterRenderer } from '../../activities/rendering/letter/renderer.ts';

export const renderer = createRenderer();
export const letters = createLetterRenderer({ threads: 2 });
export const mailReader = createMailReader();
