/** How an open page looks on other screens: they change under it, as under somebody who turns a phone or a switch. */
import type { Page } from 'playwright-core';
import { colourRules, findViolations } from './axe.ts';
import { appearances, enlargeText, screenshot, type Appearance } from './browser.ts';

/** A screen that a page is loaded on, and the appearances that change under it. */
export const screens = { wide: ['wide', 'dark', 'large'], narrow: ['narrow'] } as const;

/** For `it.each`. */
export const screenNames = ['wide', 'narrow'] as const;

/**
 * What is wrong with the page as it stands, in one appearance after the other, without loading it again: rules of
 * accessibility that it breaks, and how much wider it is than the screen. Ends in the light, on the screen it came with.
 *
 * @param name of its screenshots, `NAME-APPEARANCE`
 * @returns by `NAME-APPEARANCE`; empty where nothing is wrong
 */
export async function wrongLooks(
  page: Page,
  name: string,
  seen: readonly Appearance[] = ['narrow', 'dark'],
): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {};
  const before = page.viewportSize();
  for (const appearance of seen) {
    const { viewport, colorScheme = 'light' } = appearances[appearance];
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const setBack = appearance === 'large' ? await enlargeText(page) : undefined;
    await screenshot(page, `${name}-${appearance}`);
    const lines = await violationsIn(page, appearance, seen);
    const over = await widerThanScreen(page);
    if (over > 1) lines.push(`${over} px wider than the screen`);
    if (lines.length > 0) wrong[`${name}-${appearance}`] = lines;
    await setBack?.();
  }
  await page.setViewportSize(before ?? appearances.wide.viewport);
  await page.emulateMedia({ colorScheme: 'light' });
  return wrong;
}

/** Enlarged text changes nothing that the rules read, and the dark only colours of what was read in the light. */
function violationsIn(page: Page, appearance: Appearance, seen: readonly Appearance[]): Promise<string[]> {
  if (appearance === 'large') return Promise.resolve([]);
  const onlyColours = appearance === 'dark' && seen.includes('wide');
  return onlyColours ? findViolations(page, colourRules) : findViolations(page);
}

/** In CSS pixels. */
export function widerThanScreen(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
