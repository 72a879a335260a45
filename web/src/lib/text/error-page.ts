import type { InterfaceLanguage } from '../vocabulary.ts';
import { errorPage as en } from './en/error-page.ts';
import { errorPage as fr } from './fr/error-page.ts';

/** The sentences of the error page, which stands also where no catalogue is given. */
export function errorPageText(language: InterfaceLanguage | undefined): typeof en {
  return language === 'fr' ? fr : en;
}
