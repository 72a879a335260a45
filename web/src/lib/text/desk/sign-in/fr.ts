import type { Text } from '../en.ts';

export const signIn: Text['signIn'] = {
  title: 'Connexion',
  lead: 'Qui doit quoi, ce qui se passe ensuite, et pourquoi.',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  submit: 'Se connecter',
  showPassword: 'Afficher le mot de passe',
  busy: 'Connexion…',
};
