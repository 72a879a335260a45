import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioDefinition } from '../../domain/model/scenario.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { appearances } from './browser.ts';
import { screenNames, screens, wrongLooks } from './check-appearances.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages?.close());

/** Every page, with what stands on it. */
function everyPage(): Record<string, string> {
  const { customerId, messageId, importId, scenarioId, templateKey } = pages.seeded;
  return {
    agenda: paths.agenda(entityCode),
    'agenda-empty': paths.agenda(entityCode, { search: 'nobody of this name' }),
    upcoming: paths.upcoming(entityCode),
    customers: paths.customers(entityCode),
    'customer-items': paths.customer(entityCode, customerId),
    'customer-actions': paths.customer(entityCode, customerId, { tab: 'actions' }),
    'customer-history': paths.customer(entityCode, customerId, { tab: 'history' }),
    'customer-messages': paths.customer(entityCode, customerId, { tab: 'messages' }),
    'customer-contacts': paths.customer(entityCode, customerId, { tab: 'contacts' }),
    'customer-why': paths.customer(entityCode, customerId, { tab: 'why' }),
    'customer-promise': paths.customer(entityCode, customerId, { form: 'promise', due: true }),
    'customer-decision': paths.customer(entityCode, customerId, {
      tab: 'why',
      decision: pages.seeded.decisionId,
    }),
    item: paths.item(entityCode, pages.seeded.itemIds[1]!),
    messages: paths.messages(entityCode),
    message: paths.message(entityCode, messageId),
    imports: paths.imports(entityCode),
    import: paths.import(entityCode, importId),
    scenarios: paths.scenarios(entityCode),
    scenario: paths.scenario(entityCode, scenarioId),
    templates: paths.templates(entityCode),
    template: paths.template(entityCode, templateKey),
    mailbox: paths.mailbox(entityCode),
    unassigned: paths.unassigned(entityCode),
    settings: paths.settings(entityCode),
    'settings-sending': paths.settings(entityCode, { tab: 'sending' }),
    'settings-users': paths.settings(entityCode, { tab: 'users' }),
    'settings-connections': paths.settings(entityCode, { tab: 'connections' }),
    'settings-health': paths.settings(entityCode, { tab: 'health' }),
    gallery: paths.gallery(),
    missing: paths.customer(entityCode, '00000000-0000-4000-8000-000000000000'),
  };
}

describe('every page', () => {
  it.each(screenNames)(
    'is accessible and keeps to the width of the screen: %s',
    async (screen) => {
      const page = await pages.open(appearances[screen]);
      await page.goto(paths.signIn());
      await hydrated(page);
      const wrong = await wrongLooks(page, 'sign-in', screens[screen]);
      await pages.enter(page, 'administrator');
      for (const [name, path] of Object.entries(everyPage())) {
        await page.goto(path);
        await hydrated(page);
        Object.assign(wrong, await wrongLooks(page, name, screens[screen]));
      }
      await page.context().close();
      expect(wrong).toEqual({});
    },
    300_000,
  );

  it('runs no script that the policy refuses and throws nothing', () => {
    // A message in the seed carries a script: the frame that shows it refuses it, and says so.
    const inFrames = "Blocked script execution in 'about:srcdoc'";
    expect(pages.complaints.filter((line) => !line.startsWith(inFrames))).toEqual([]);
  });

  it('S-1 S-2 a scenario is shown in words: templates, colleagues, deadlines and what follows the last step', async () => {
    const { entityId, templateKey } = pages.seeded;
    const definition = scenarioDefinition.parse({
      name: 'Notices',
      replyGapDays: 3,
      afterLastStep: 'hold',
      steps: [
        {
          key: 'ask',
          channel: 'internal_email',
          mode: 'automatic',
          trigger: { kind: 'due', days: 5 },
          template: templateKey,
          colleagues: ['attribute:salesManager'],
        },
        {
          key: 'notice',
          channel: 'email',
          mode: 'automatic',
          trigger: { kind: 'previous', days: 5 },
          template: templateKey,
          deadlineDays: 8,
          onlyReminded: true,
          minGapDays: 4,
        },
      ],
    });
    const { id } = await pages.api.db.scenario.create({
      data: {
        legalEntityId: entityId,
        name: 'Notices',
        versions: { create: { version: 1, state: 'published', definition } },
      },
    });
    const page = await pages.open();
    await pages.enter(page);
    await page.goto(paths.scenario(entityCode, id));
    const said = await page.locator('main').innerText();
    for (const words of [
      'ACME friendly',
      'Sales manager',
      'sets a deadline of 8 days',
      'lists only items that were reminded before',
      'at least 4 days after any contact',
      'Nothing more leaves until somebody decides',
    ])
      expect(said).toContain(words);
    await page.context().close();
  });

  it('A10 stays out of frames and caches', async () => {
    const response = await fetch(`${pages.address}${paths.signIn()}`);
    expect(response.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });
});
