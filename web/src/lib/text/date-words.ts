/** What a field for a day says, in every language of the pages. */
import type { PageLanguage } from '../vocabulary.ts';

export interface DateWords {
  /** First letters of day, month and year. */
  letters: [string, string, string];
  /** Name of the button that opens the calendar. */
  calendar: string;
  previous: string;
  next: string;
  wrong: (pattern: string) => string;
  from: (date: string) => string;
  until: (date: string) => string;
}

export const dateWords: Record<PageLanguage, DateWords> = {
  en: {
    letters: ['d', 'm', 'y'],
    calendar: 'Calendar',
    previous: 'Previous month',
    next: 'Next month',
    wrong: (pattern) => `Write the day as ${pattern}.`,
    from: (date) => `Choose ${date} or a later day.`,
    until: (date) => `Choose ${date} or an earlier day.`,
  },
  fr: {
    letters: ['j', 'm', 'a'],
    calendar: 'Calendrier',
    previous: 'Mois précédent',
    next: 'Mois suivant',
    wrong: (pattern) => `Écrivez la date sous la forme ${pattern}.`,
    from: (date) => `Choisissez le ${date} ou une date ultérieure.`,
    until: (date) => `Choisissez le ${date} ou une date antérieure.`,
  },
  de: {
    letters: ['T', 'M', 'J'],
    calendar: 'Kalender',
    previous: 'Voriger Monat',
    next: 'Nächster Monat',
    wrong: (pattern) => `Bitte schreiben Sie den Tag als ${pattern}.`,
    from: (date) => `Bitte wählen Sie den ${date} oder einen späteren Tag.`,
    until: (date) => `Bitte wählen Sie den ${date} oder einen früheren Tag.`,
  },
  es: {
    letters: ['d', 'm', 'a'],
    calendar: 'Calendario',
    previous: 'Mes anterior',
    next: 'Mes siguiente',
    wrong: (pattern) => `Escriba la fecha como ${pattern}.`,
    from: (date) => `Elija el ${date} o un día posterior.`,
    until: (date) => `Elija el ${date} o un día anterior.`,
  },
  it: {
    letters: ['g', 'm', 'a'],
    calendar: 'Calendario',
    previous: 'Mese precedente',
    next: 'Mese successivo',
    wrong: (pattern) => `Scrivete la data come ${pattern}.`,
    from: (date) => `Scegliete il ${date} o un giorno successivo.`,
    until: (date) => `Scegliete il ${date} o un giorno precedente.`,
  },
  nl: {
    letters: ['d', 'm', 'j'],
    calendar: 'Kalender',
    previous: 'Vorige maand',
    next: 'Volgende maand',
    wrong: (pattern) => `Schrijf de datum als ${pattern}.`,
    from: (date) => `Kies ${date} of een latere dag.`,
    until: (date) => `Kies ${date} of een eerdere dag.`,
  },
  pl: {
    letters: ['d', 'm', 'r'],
    calendar: 'Kalendarz',
    previous: 'Poprzedni miesiąc',
    next: 'Następny miesiąc',
    wrong: (pattern) => `Proszę wpisać datę w postaci ${pattern}.`,
    from: (date) => `Proszę wybrać ${date} lub późniejszy dzień.`,
    until: (date) => `Proszę wybrać ${date} lub wcześniejszy dzień.`,
  },
  pt: {
    letters: ['d', 'm', 'a'],
    calendar: 'Calendário',
    previous: 'Mês anterior',
    next: 'Mês seguinte',
    wrong: (pattern) => `Escreva a data como ${pattern}.`,
    from: (date) => `Escolha ${date} ou um dia posterior.`,
    until: (date) => `Escolha ${date} ou um dia anterior.`,
  },
};
