import type { errorPage as english } from './en.ts';

export const errorPage: typeof english = {
  titles: {
    notFound: 'Cette page n’existe pas',
    forbidden: 'Accès refusé',
    broken: 'Une erreur s’est produite',
    unavailable: 'Momentanément injoignable',
  },
  texts: {
    notFound: 'Le lien est peut-être ancien, ou son contenu a disparu.',
    forbidden: 'Votre rôle ne le permet pas. Adressez-vous à un administrateur.',
    broken: 'L’erreur est enregistrée. Elle n’a rien modifié. Réessayez ou prévenez l’administrateur.',
    unavailable: 'Une partie de Relance redémarre. Rien n’est perdu ; réessayez dans un instant.',
  },
  retry: 'Réessayer',
  home: 'Aller à l’agenda',
  reference: (id) => `Référence pour l’administrateur : ${id}`,
};
