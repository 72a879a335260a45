import { describe, expect, it } from 'vitest';
import { changeQuery, paths } from './paths.ts';

describe('paths', () => {
  it('every internal link', () => {
    expect({
      home: paths.home(),
      signIn: paths.signIn(),
      signInFrom: paths.signIn(new URL('http://x/e/acme/agenda?view=late')),
      signOut: paths.signOut(),
      gallery: paths.gallery(),
      agenda: paths.agenda('acme', { view: 'late', channel: ['email', 'letter'] }),
      upcoming: paths.upcoming('acme'),
      workflow: paths.workflow('acme', 'collectionCase', 'c1'),
      replies: paths.replies('acme', { status: 'promise' }),
      reply: paths.reply('acme', 'r1'),
      tasks: paths.tasks('acme', { view: 'late' }),
      customers: paths.customers('acme', { search: 'Borel & Fils' }),
      customer: paths.customer('acme', 'c1', { tab: 'why' }),
      imports: paths.imports('acme'),
      import: paths.import('acme', 'i1'),
      messages: paths.messages('acme'),
      message: paths.message('acme', 'm1'),
      scenarios: paths.scenarios('acme'),
      scenario: paths.scenario('acme', 's1', { version: 2 }),
      templates: paths.templates('acme'),
      template: paths.template('acme', 't1', { language: 'fr' }),
      mailbox: paths.mailbox('acme'),
      mail: paths.mail('acme', '7'),
      settings: paths.settings('a c/me'),
    }).toMatchInlineSnapshot(`
      {
        "agenda": "/e/acme/agenda?view=late&channel=email&channel=letter",
        "customer": "/e/acme/customers/c1?tab=why",
        "customers": "/e/acme/customers?search=Borel+%26+Fils",
        "gallery": "/gallery",
        "home": "/",
        "import": "/e/acme/imports/i1",
        "imports": "/e/acme/imports",
        "mail": "/e/acme/mailbox/7",
        "mailbox": "/e/acme/mailbox",
        "message": "/e/acme/messages/m1",
        "messages": "/e/acme/messages",
        "replies": "/e/acme/replies?status=promise",
        "reply": "/e/acme/replies/r1",
        "scenario": "/e/acme/scenarios/s1?version=2",
        "scenarios": "/e/acme/scenarios",
        "settings": "/e/a%20c%2Fme/settings",
        "signIn": "/sign-in",
        "signInFrom": "/sign-in?to=%2Fe%2Facme%2Fagenda%3Fview%3Dlate",
        "signOut": "/sign-out",
        "tasks": "/e/acme/tasks?view=late",
        "template": "/e/acme/templates/t1?language=fr",
        "templates": "/e/acme/templates",
        "upcoming": "/e/acme/agenda/upcoming",
        "workflow": "/e/acme/workflows/collectionCase/c1",
      }
    `);
  });

  it('a changed filter goes back to the first page and keeps the others', () => {
    const url = new URL('http://x/e/acme/agenda?view=late&channel=email&page=3');
    expect(changeQuery(url, { view: 'open' })).toBe('/e/acme/agenda?channel=email&view=open');
    expect(changeQuery(url, { page: 4 })).toBe('/e/acme/agenda?view=late&channel=email&page=4');
    expect(changeQuery(url, { channel: null })).toBe('/e/acme/agenda?view=late');
  });
});
