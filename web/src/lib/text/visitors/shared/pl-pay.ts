/** Paying on the page: Polish counts in four forms, and its other sentences fill their file. */
import type { PagesText } from './en.ts';

export const pay: PagesText['pay'] = {
  heading: 'Zapłać online',
  due: 'Do zapłaty teraz',
  chosen: 'Wybrane pozycje',
  go: 'Przejdź do płatności',
  off: 'Jednak nie płać',
  choose: 'Pokaż kwotę',
  pick: 'Wybierz, co zapłacić',
  where: (ways: string) => `Płatność ${ways}, na stronie usługi płatniczej.`,
  button: (amount: string) => `Zapłać ${amount}`,
  ways: { card: 'kartą', direct_debit: 'poleceniem zapłaty', transfer: 'przelewem' },
  states: {
    opened: (amount: string, numbers: string) => `Płatność ${amount} za ${numbers} jest otwarta.`,
    in_progress: (amount: string, numbers: string) =>
      `Płatność ${amount} za ${numbers} jest w drodze. Nie trzeba nic robić.`,
    settled: (amount: string, numbers: string) => `Płatność ${amount} za ${numbers} dotarła. Dziękujemy.`,
    failed: (amount: string, numbers: string) =>
      `Płatność ${amount} za ${numbers} nie powiodła się. Nic nie zapłacono.`,
    expired: (amount: string, numbers: string) =>
      `Czas na zapłatę ${amount} za ${numbers} minął. Nic nie zapłacono.`,
    cancelled: (amount: string, numbers: string) =>
      `Płatność ${amount} za ${numbers} została anulowana. Nic nie zapłacono.`,
    returned: (amount: string, numbers: string) =>
      `Płatność ${amount} za ${numbers} została zwrócona w całości lub części.`,
  },
  leftOut: {
    closed: (numbers: string) => `${numbers} zapłacono w międzyczasie.`,
    payment_under_way: (numbers: string) => `Płatność za ${numbers} jest już w toku.`,
    disputed: (numbers: string) => `${numbers} jest kwestionowana i nie można jej tu zapłacić.`,
  },
};
