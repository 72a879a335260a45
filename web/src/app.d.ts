import type { IncomingMessage } from 'node:http';
import type { InterfaceLanguage, PageLanguage } from '#lib/vocabulary.ts';
import type { Preferences } from '#lib/preferences.ts';

declare global {
  namespace App {
    interface Locals {
      language: InterfaceLanguage;
      preferences: Preferences;
      /** Of a page without account, set by its load. */
      pageLanguage?: PageLanguage;
      /** What the page shows could not be asked for: it says so, and is answered with 503. */
      unavailable?: boolean;
    }
    interface Error {
      message: string;
      /** A code of domain/errors.ts; the page turns it into a sentence. */
      code?: string;
      requestId?: string;
    }
    interface Platform {
      /** Given by adapter-node: the request as the server got it. */
      req?: IncomingMessage;
    }
  }
}

export {};
