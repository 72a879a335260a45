import type { InterfaceLanguage } from '../../vocabulary.ts';
import { errorPage as en } from './en.ts';
import { errorPage as fr } from './fr.ts';

/** The sentences of the error page, which stands also where no catalogue is given. */
export function errorPageText(language: InterfaceLanguage | undefined): typeof en {
  return language === 'fr' ? fr : en;
}
