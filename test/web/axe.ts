import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options = {
  preload: false,
  resultTypes: ['violations'],
};

const everyRule = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // WCAG 2.5.3, for who speaks to the page: still called experimental, and so off unless it is asked for.
  rules: { 'label-content-name-mismatch': { enabled: true } },
};

/** Rules that read colours: of a page that only changed its theme the others would say the same again. */
export const colourRules = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/**
 * Colours that are on their way are not those of the page: what moves for ever is left out. It is looked at frame by
 * frame, for a transition that another one replaces never says that it has finished.
 */
const atRest = `new Promise((resolve) => {
  const moves = ({ playState, effect }) =>
    playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime);
  const settle = () =>
    document.getAnimations().some(moves) ? requestAnimationFrame(settle) : resolve();
  requestAnimationFrame(() => requestAnimationFrame(settle));
})`;

/**
 * What breaks WCAG 2.2 AA on the page as it stands, read from its top: one line for each rule and element. Further down
 * the bars that stay in place lie over whatever the scrolling left under them.
 */
export async function findViolations(page: Page, rules: object = everyRule): Promise<string[]> {
  // Once a page that is loaded: half a megabyte to be compiled.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(source);
  await page.evaluate(`scrollTo({ top: 0, behavior: 'instant' })`);
  await page.evaluate(atRest);
  // Only rules that are off by default look at style sheets and media from within (`preload`).
  const { violations } = (await page.evaluate(
    `axe.run(document, ${JSON.stringify({ ...options, ...rules })})`,
  )) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      return `${id}: ${target.join(' ')} ${(failureSummary ?? '').split('\n').slice(1).join(' ').trim()}`;
    }),
  );
}
