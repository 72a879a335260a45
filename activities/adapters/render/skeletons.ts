/**
 * The reviewed skeletons are the only text that Handlebars ever compiles. What users write is read by
 * domain/template and never reaches it (H1).
 */
import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

const skeletonNames = [
  'layout',
  'statement',
  'button',
  'bank',
  'charges',
  'notice',
  'internal_items',
] as const;
export type SkeletonName = (typeof skeletonNames)[number];

const engine = Handlebars.create();
const compiled = new Map<SkeletonName, HandlebarsTemplateDelegate>();

/** `context` is plain data; every value is escaped except `body` of the layout, which is our own output. */
export function fillSkeleton(name: SkeletonName, context: object): string {
  let skeleton = compiled.get(name);
  if (!skeleton) {
    const source = readFileSync(new URL(`./skeletons/${name}.hbs`, import.meta.url), 'utf8');
    skeleton = engine.compile(source, { knownHelpersOnly: true, preventIndent: true });
    compiled.set(name, skeleton);
  }
  return skeleton(context).trim();
}

/** Reads and compiles all of them, so that the first message does not pay for it from its budget. */
export function warmSkeletons(): void {
  for (const name of skeletonNames) fillSkeleton(name, {});
}
