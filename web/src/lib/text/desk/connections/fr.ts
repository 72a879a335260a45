import type { Text } from '../en.ts';

/** À quoi l’installation est reliée, et ce qu’un test a trouvé. */
export const connections: Text['connections'] = {
  tab: 'Connexions',
  text: 'Elles se règlent par des variables d’environnement, là où tourne le serveur. Les mots de passe et les jetons ne sont jamais affichés. Un test se connecte et regarde ; il n’envoie rien et ne change rien.',
  kinds: { mail: 'Serveur de messagerie', journal: 'Boîte journal', documents: 'Stockage de documents' },
  purposes: {
    mail: 'Tout part par lui : relances, réponses, codes.',
    journal:
      'Reçoit une copie cachée de chaque message : une preuve quand on ignore si un message est arrivé.',
    documents: 'D’où viennent les factures en PDF, pour les clients et pour vous.',
  },
  states: { set: 'Configuré', local: 'Messagerie locale', unset: 'Non configuré' },
  local: 'Les e-mails restent dans la boîte de cette machine, et rien ne la quitte.',
  unset: {
    mail: 'Pour que les e-mails partent, définissez SMTP_URL, par exemple smtps://user:password@mail.example.com, puis redémarrez.',
    journal:
      'Définissez JOURNAL_ADDRESS (son adresse) et JOURNAL_IMAP_URL, par exemple imaps://user:password@imap.example.com/INBOX, puis redémarrez.',
    documents:
      'Définissez DOCUMENT_STORE_URL, par exemple https://dms.example.com/{entity}/{customer}/{number}.pdf, et DOCUMENT_STORE_AUTHORIZATION si un jeton est demandé ; puis redémarrez.',
  },
  notRead: 'Des copies y partent, mais personne ne les cherche : définissez aussi JOURNAL_IMAP_URL.',
  facts: {
    server: 'Serveur',
    security: 'Chiffrement',
    user: 'Utilisateur',
    password: 'Mot de passe',
    token: 'Jeton',
    sender: 'Expéditeur de cette société',
    address: 'Les copies vont à',
    folder: 'Dossier',
    lastTest: 'Dernier test',
  },
  at: (host, port) => `${host}, port ${port}`,
  isSet: 'défini',
  notSet: 'aucun',
  securities: {
    tls: 'TLS dès le début',
    starttls: 'STARTTLS, exigé',
    starttls_if_offered: 'STARTTLS, si le serveur le propose',
    none: 'aucun',
  },
  test: 'Tester',
  testOf: (name) => `Tester : ${name}`,
  testing: (seconds) => `Test en cours… ${seconds} s sur 10 au plus`,
  never: 'Pas encore testé',
  tested: (at, by) => (by === '' ? at : `${at}, par ${by}`),
  took: (ms) => `en ${ms} ms`,
  tried: {
    connect: 'Essayé : la connexion.',
    sign_in: 'Essayé : la connexion et l’authentification.',
    folder: 'Essayé : l’authentification et l’ouverture du dossier.',
    request: 'Essayé : la demande d’un document qui ne peut pas exister.',
  },
  answered: (words) => `Réponse : ${words}`,
  silent: 'Aucune réponse n’est venue.',
  results: {
    works: 'Cela fonctionne.',
    name_not_found: 'Aucune machine ne porte ce nom.',
    nobody_listens: 'Rien n’écoute à cette adresse et sur ce port.',
    timeout: 'Pas de réponse à temps.',
    not_verified: 'Le certificat n’a pas pu être vérifié.',
    not_secure: 'La connexion n’a pas pu être chiffrée.',
    sign_in_refused: 'Le nom, le mot de passe ou le jeton a été refusé.',
    folder_missing: 'Le dossier n’a pas pu être ouvert.',
    refused: 'Une réponse est venue, mais la demande a été refusée.',
    cut: 'Le serveur a mis fin à la connexion.',
    unclear: 'Cela n’a pas fonctionné, et rien ne dit pourquoi.',
  },
  remedies: {
    works: '',
    name_not_found: 'Vérifiez le nom, et si le serveur peut interroger un serveur de noms.',
    nobody_listens: 'Vérifiez le port, et si un pare-feu s’interpose.',
    timeout:
      'Vérifiez l’adresse, et si un pare-feu écarte la connexion sans rien dire. Puis testez de nouveau.',
    not_verified:
      'Utilisez le nom inscrit dans le certificat. Pour votre propre autorité, démarrez le serveur avec NODE_EXTRA_CA_CERTS.',
    not_secure: 'Vérifiez si ce port parle TLS dès le début (smtps, imaps, https) ou par STARTTLS.',
    sign_in_refused:
      'Vérifiez l’utilisateur et son mot de passe ou jeton ; beaucoup de fournisseurs en veulent un réservé aux programmes.',
    folder_missing: 'Vérifiez le dossier à la fin de JOURNAL_IMAP_URL, majuscules comprises.',
    refused: 'La réponse dit pourquoi ; l’exploitant de ce serveur en sait plus.',
    cut: 'Vérifiez le port et le chiffrement ; le serveur peut aussi refuser cette machine.',
    unclear: 'Testez de nouveau ; puis consultez le journal de ce serveur.',
  },
  inside: {
    title: 'À l’intérieur',
    text: 'La base de données et Temporal, sans lesquels rien n’est suivi.',
    database: 'Base de données',
    temporal: 'Temporal',
    databaseWorks: 'Elle répond et a de la place pour écrire.',
    databaseAway: 'Elle ne répond pas. Rien ne peut être modifié avant son retour.',
    databaseFull: 'Elle répond, mais son disque est plein. Faites de la place ; d’ici là, rien ne s’écrit.',
    temporalWorks: 'Il répond, et son espace de noms est préparé.',
    temporalAway: 'Il ne répond pas. Rien ne part avant son retour ; ce qui est dû suivra alors tout seul.',
    temporalUnprepared:
      'Il répond, mais des attributs de recherche manquent : lancez « node runtime/prepare.ts », puis redémarrez.',
  },
};
