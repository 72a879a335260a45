/** The pages that the search leads to, by their names in the menus and by common words. */
import type { Schemas } from '../api/client.ts';
import { paths } from '../paths.ts';
import type { Text } from '../text/desk/context.ts';
import { findMarks, searchWords, type Mark } from '../vocabulary.ts';
import type { PlaceKey } from './place-keys.ts';

export interface Place {
  key: PlaceKey;
  label: string;
  href: string;
}

export interface FoundPlace extends Place {
  marks: Mark[];
  /** The words beside the name by which it was found. */
  by: string;
}

/** Those that this person may open. */
export function placesFor(t: Text, me: Pick<Schemas['Me'], 'may' | 'localMailbox'>, entity: string): Place[] {
  const setting = (name: string) => `${t.frame.settings} › ${name}`;
  const tab = (key: string) => paths.settings(entity, { tab: key });
  const { tabs } = t.settings;
  return [
    { key: 'agenda', label: t.frame.agenda, href: paths.agenda(entity) },
    { key: 'upcoming', label: t.agenda.upcoming, href: paths.upcoming(entity) },
    { key: 'replies', label: t.workTabs.replies, href: paths.replies(entity) },
    { key: 'unassigned', label: t.unassigned.menu, href: paths.unassigned(entity) },
    { key: 'tasks', label: t.workTabs.tasks, href: paths.tasks(entity) },
    { key: 'customers', label: t.frame.customers, href: paths.customers(entity) },
    { key: 'messages', label: t.frame.messages, href: paths.messages(entity) },
    { key: 'imports', label: t.frame.imports, href: paths.imports(entity) },
    { key: 'scenarios', label: t.frame.scenarios, href: paths.scenarios(entity) },
    { key: 'templates', label: t.frame.templates, href: paths.templates(entity) },
    ...onlyIf(me.localMailbox, { key: 'mailbox', label: t.frame.mailbox, href: paths.mailbox(entity) }),
    { key: 'assignment', label: t.assignment.menu, href: paths.assignment(entity) },
    { key: 'company', label: setting(tabs.company), href: paths.settings(entity) },
    { key: 'sending', label: setting(tabs.sending), href: tab('sending') },
    ...onlyIf(me.may.administer, {
      key: 'incoming' as const,
      label: setting(t.incomingSettings.tab),
      href: tab('incoming'),
    }),
    ...onlyIf(me.may.administer, {
      key: 'understanding' as const,
      label: setting(t.understanding.tab),
      href: tab('understanding'),
    }),
    { key: 'interest', label: setting(t.interest.tab), href: tab('interest') },
    { key: 'statuses', label: setting(t.statuses.tab), href: tab('statuses') },
    ...onlyIf(me.may.administer, { key: 'users', label: setting(tabs.users), href: tab('users') }),
    ...onlyIf(me.may.administer, { key: 'log', label: setting(t.audit.tab), href: tab('log') }),
    { key: 'health', label: setting(tabs.health), href: tab('health') },
    ...onlyIf(me.may.administer, { key: 'setUp', label: t.setUp.menu, href: paths.setUp(entity) }),
    { key: 'account', label: t.account.menu, href: paths.account(entity) },
  ];
}

function onlyIf(shown: boolean, place: Place): Place[] {
  return shown ? [place] : [];
}

/**
 * Those of which every typed word begins a word: whose name begins with it, then other names, then other words; nothing
 * typed: all, as they stand.
 */
export function findPlaces(t: Text, places: Place[], typed: string): FoundPlace[] {
  const words = searchWords(typed);
  const found = places.flatMap((place): FoundPlace[] => {
    const names = searchWords(place.label);
    const others = t.search.words[place.key].split(' ');
    const unnamed = words.filter((word) => !names.some((name) => name.startsWith(word)));
    const by = unnamed.map((word) => others.find((other) => searchWords(other)[0]?.startsWith(word)));
    if (by.includes(undefined)) return [];
    const marks = findMarks(
      place.label,
      words.filter((word) => !unnamed.includes(word)),
    );
    return [{ ...place, marks, by: [...new Set(by)].join(', ') }];
  });
  const rank = ({ by, marks }: FoundPlace) =>
    by !== '' ? 2 : marks.length > 0 && marks[0]!.from > 0 ? 1 : 0;
  return found.toSorted((left, right) => rank(left) - rank(right));
}
