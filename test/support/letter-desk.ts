/** The letters of an API under test, as api/main.ts wires them. */
import { keepLetter, keepUnprinted, previewLetter } from '../../activities/case/letters.ts';
import { enterLetterCode, requestLetterCode } from '../../activities/letters/by-code.ts';
import type { LetterProviders } from '../../activities/letters/provider.ts';
import { previewWritten } from '../../activities/case/preview-written.ts';
import { previewTemplate } from '../../activities/messages/preview-template.ts';
import type { Renderer } from '../../activities/adapters/render/renderer.ts';
import { letters } from './threads.ts';
import type { AppDeps } from '../../api/context.ts';
import type { PrismaClient } from '../../prisma/client.ts';

export interface LetterDesk {
  previewTemplate: AppDeps['previewTemplate'];
  previewWritten: AppDeps['previewWritten'];
  letters: AppDeps['letters'];
  letterCodes: AppDeps['letterCodes'];
  sheetPages: AppDeps['sheetPages'];
}

export function letterDesk(
  prisma: PrismaClient,
  renderer: Renderer,
  publicUrl: string,
  providers: LetterProviders = {},
): LetterDesk {
  const deps = { prisma, renderer, letters, publicUrl, secret: 'a secret of at least thirty-two characters' };
  const byCode = { ...deps, providers, worker: 'api/test' };
  return {
    previewTemplate: (input) => previewTemplate(deps, input),
    previewWritten: (input) => previewWritten({ ...deps, providers }, input),
    letters: {
      preview: (input) => previewLetter({ ...deps, providers }, input),
      keep: (input) => keepLetter(deps, input),
      keepUnprinted: (input) => keepUnprinted(deps, input),
      bothSides: (pdf) => letters.bothSides(pdf),
    },
    letterCodes: {
      request: (by) => requestLetterCode(byCode, by),
      enter: (by) => enterLetterCode(byCode, by),
    },
    sheetPages: (pages) => letters.sheet(pages),
  };
}
