import { counting } from '../../plural.ts';
import type { Text } from '../context.ts';

const count = counting('fr-FR');

export const mailboxAnswer: Text['mailboxAnswer'] = {
  open: 'Répondre',
  title: 'Répondre à la place du client',
  lead: 'La réponse part par e-mail vers l’adresse de réponse, comme depuis la messagerie du client. Rien ne quitte cette machine.',
  to: 'À',
  from: 'De',
  otherFrom: 'Une autre adresse',
  address: 'Adresse',
  name: 'Nom',
  text: 'Réponse',
  quotes: 'Citer le message en dessous',
  send: 'Envoyer la réponse',
  sent: 'Réponse envoyée',
  sentText: 'Elle est lue et classée en quelques secondes.',
  show: 'L’afficher',
  none: 'Les réponses à ce message ne sont pas reçues ici : le courrier entrant n’est pas activé.',
};

export const incomingMail: Text['incomingMail'] = {
  kinds: {
    human: 'E-mail',
    auto_reply: 'Réponse automatique',
    bounce: 'Non distribué',
    read_receipt: 'Accusé de lecture',
    calendar: 'Réponse d’agenda',
    list: 'Liste de diffusion',
    complaint: 'Plainte auprès du fournisseur',
  },
  unknownSender: 'Expéditeur inconnu',
  unknownSenderHint:
    'L’adresse n’est celle d’aucun contact de ce client. N’importe qui peut écrire n’importe quel nom : comparez avant de le croire.',
  authentication: {
    passed: 'Expéditeur authentifié',
    failed: 'Authentification échouée',
    unproven: 'Non authentifié',
    not_checked: 'Expéditeur non vérifié',
  },
  authenticationHint: {
    passed: 'Le domaine de l’expéditeur se porte garant de ce message.',
    failed:
      'Le message n’est pas comme le domaine de son expéditeur dit que sont les siens : il peut être falsifié. Il ne change rien de lui-même.',
    unproven:
      'Le domaine de l’expéditeur ne publie rien qui prouve ce message. Il ne change rien de lui-même.',
    not_checked:
      'Rien ne dit si le message vient d’où son expéditeur le prétend. Il ne change rien de lui-même.',
  },
  bankDetails: 'Parle de coordonnées bancaires',
  filedBy: {
    address: 'Classé d’après son adresse',
    message_chain: 'Classé d’après le message auquel il répond',
    link_marker: 'Classé d’après un lien qui y est cité',
    sender_rule: 'Classé d’après son expéditeur',
    person: 'Classé à la main',
  },
  several: 'Classé chez plusieurs clients : le message a été envoyé à l’adresse de chacun.',
  forwarded: (name, when) =>
    when === '' ? `Transféré ; écrit par ${name}` : `Transféré ; écrit par ${name} le ${when}`,
  awayUntil: (day) => `Absent jusqu’au ${day}`,
  substitute: (name) => `Entre-temps : ${name}`,
  addSubstitute: (name) => `Ajouter ${name} aux contacts…`,
  addSubstituteTitle: (name) => `Ajouter ${name} aux contacts\u00a0?`,
  addSubstituteText: (customer) =>
    `Un nouveau contact de ${customer} pour le recouvrement\u00a0: les messages des étapes qui écrivent à ces contacts lui sont aussi adressés, et ses e-mails comptent comme connus. Une réponse automatique peut être falsifiée\u00a0: comparez l’adresse à celles que vous connaissez.`,
  bounced: (recipient, permanent, status) =>
    `${recipient || 'Le destinataire'} n’a pas été atteint${status === '' ? '' : ` (${status})`}. ${permanent ? 'Un nouvel essai est inutile.' : 'Le serveur peut réessayer.'}`,
  inPart:
    'Seul son début a pu être lu, car il est trop volumineux ou trop embrouillé. Le message entier est conservé.',
  cut: 'Le message est plus long : seul ce début a été examiné pour des promesses et des questions. Le reste se trouve dans le message entier ci-dessous.',
  infected: 'Virus trouvé',
  infectedText: (name) =>
    `L’antivirus a trouvé ${name || 'quelque chose'} dans ce message. Ses fichiers ne s’ouvrent pas ici. Ne les ouvrez pas ailleurs non plus ; prévenez votre service informatique.`,
  scans: {
    clean: 'Antivirus : rien trouvé',
    infected: 'Virus trouvé',
    not_checked: 'Antivirus : pas vérifié, il n’a pas répondu',
  },
  noScanner: 'Antivirus : pas vérifié, aucun n’est connecté',
  warnings: {
    program: 'Programme',
    other_content: 'Pas ce que dit son nom',
    encrypted: 'Chiffré',
    archive_too_large: 'Archive trop grande',
    not_opened: 'Non examiné',
  },
  warningHints: {
    program: 'C’est un programme, ou il en contient un : l’ouvrir peut le lancer.',
    other_content: 'Son contenu est d’un autre genre que son nom.',
    encrypted: 'Il est protégé par un mot de passe : personne n’a pu l’examiner.',
    archive_too_large:
      'Il contient plus que ce qui est décompressé ici, comme les archives faites pour saturer les machines.',
    not_opened: 'Il est d’un genre que personne ne peut examiner ici, ou il est abîmé.',
  },
  whole: 'Le message entier',
  wholeText: 'Scripts, formulaires, liens et images d’Internet sont retirés. Rien n’est chargé.',
  cc: 'Cc',
  subject: 'Objet',
  attachments: (n) => count(n, { one: '# pièce jointe', other: '# pièces jointes' }),
  notKept: (n) =>
    count(n, {
      one: 'Une pièce jointe n’a pas été conservée. Cherchez-la dans la boîte où ce message est arrivé.',
      other:
        '# pièces jointes n’ont pas été conservées. Cherchez-les dans la boîte où ce message est arrivé.',
    }),
  answers: 'Le message auquel il répond',
  answersTitle: (subject) => subject || 'Message sans objet',
  move: 'Mauvais client',
  moveTitle: 'Déplacer vers un autre client',
  moveText:
    'Il y va avec ce qu’il dit et ce qu’il retient, et y attend d’être traité. Les deux historiques le disent.',
  moveSubmit: 'Déplacer',
  moved: (name) => `Déplacé vers ${name}.`,
};

export const unassigned: Text['unassigned'] = {
  title: 'Messages non attribués',
  menu: 'Messages non attribués',
  lead: (n) =>
    count(n, {
      one: '# message attend son client',
      other: '# messages attendent leur client',
      zero: 'Chaque message a son client',
    }),
  views: { unassigned: 'À attribuer', dismissed: 'Écartés' },
  viewsLabel: 'Messages selon ce qui en a été fait',
  none: 'Chaque message a son client',
  noneText:
    'Un message qui ne désigne aucun client apparaît ici, avec une suggestion si son expéditeur ou son texte en donne une. Rien n’est perdu.',
  noneDismissed: 'Aucun message n’a été écarté',
  noneDismissedText: 'Les messages qui ne concernent aucun client sont gardés ici et peuvent revenir.',
  suggested: (name) => `Suggestion : ${name}`,
  because: {
    known_contact: (evidence) => `${evidence} est un contact de ce client`,
    item_number: (evidence) => `il cite ${evidence}, une pièce de ce client`,
    known_domain: (evidence) => `d’autres contacts de ce client écrivent depuis ${evidence}`,
  },
  noSuggestion: 'Ni l’expéditeur ni le texte ne désignent un client.',
  assign: 'Attribuer',
  assignTo: (name) => `Attribuer à ${name}`,
  other: 'Un autre client',
  choose: 'Attribuer à un client',
  customer: 'Client',
  remember: (address) => `Toujours classer les messages de ${address} chez ce client`,
  rememberHint: 'Classe aussi ce qui attend déjà de cet expéditeur.',
  assigned: (name) => `Attribué à ${name}.`,
  show: 'Ouvrir la réponse',
  dismiss: 'Écarter',
  dismissTitle: 'Écarter ce message ?',
  dismissText: 'Il ne concerne aucun client. Il est gardé et peut revenir à tout moment.',
  reason: 'Motif',
  dismissed: 'Message écarté.',
  restore: 'Faire revenir',
  restored: 'Le message est revenu.',
  noSubject: 'Sans objet',
  received: (when) => `Reçu le ${when}`,
};

export const incomingSettings: Text['incomingSettings'] = {
  tab: 'Courrier entrant',
  title: 'Réponses par e-mail',
  text: 'Chaque client a sa propre adresse. Ce qui y est envoyé est classé chez lui et attend dans Réponses et commentaires.',
  state: 'Réponses par e-mail',
  on: 'Reçues',
  off: 'Non reçues',
  addresses: 'Forme des adresses',
  general: 'Sans client',
  copies: 'Indiquée dans les messages',
  copied: 'comme adresse de réponse, et en copie',
  notCopied: 'comme adresse de réponse',
  keeps: 'Pièces jointes',
  kept: 'Conservées, à télécharger ici',
  counted: 'Seulement comptées ; elles restent dans la boîte',
  door: 'Reçues ici par SMTP',
  doorAt: (host, port, tls) => `${host}, port ${port}${tls ? ', chiffré' : ', non chiffré'}`,
  noDoor: 'pas par SMTP',
  limits: 'Au plus par jour',
  limitsOf: (address, sender) => `${address} vers une adresse, ${sender} d’un expéditeur`,
  refused: 'Des messages ont été refusés pour l’instant aujourd’hui',
  refusedBy: {
    address: (address, times) => `vers ${address} : ${times}`,
    sender: (address, times) => `de ${address} : ${times}`,
  },
  refusedText:
    'Les serveurs des expéditeurs les gardent et essaient de nouveau. Qui exploite cette installation peut relever les limites (CAPTURE_DAY_PER_ADDRESS, CAPTURE_DAY_PER_SENDER).',
  senders: 'Expéditeurs',
  sendersChecked: 'Vérifiés par SPF, DKIM et DMARC',
  sendersBelieved: (server) => `Vérifiés par SPF, DKIM et DMARC ; dans la boîte, selon ${server}`,
  sendersUnchecked: 'Non vérifiés',
  form: {
    on: 'Recevoir les réponses par e-mail',
    style: 'Forme des adresses',
    catch_all: 'Un domaine à part dont tout arrive ici : nom-CODE@in.societe.com',
    plus: 'Une boîte avec des ajouts : nom+CODE@societe.com',
    name: 'Nom devant le signe',
    nameHint: 'Minuscules, chiffres, points et tirets bas.',
    domain: 'Domaine',
    domainHint: 'Pour un domaine à part, le mieux est un sous-domaine que personne d’autre n’utilise.',
    keepsFiles: 'Conserver les pièces jointes pour les télécharger ici',
    keepsHint: 'Sinon leur nombre est affiché, et la boîte où se trouve le message.',
    inCopy: 'Indiquer aussi l’adresse en copie (Cc) des messages',
    inCopyHint:
      'Une réponse à tous l’atteint alors, même si l’expéditeur a été remplacé. Les clients voient l’adresse dans le message.',
    checksSenders: 'Vérifier si le courrier vient d’où son expéditeur le dit (SPF, DKIM, DMARC)',
    checksHint: 'Un message qui échoue est signalé, et son expéditeur ne classe rien de lui-même.',
    authserv: 'Serveur de la boîte',
    authservHint:
      'Le nom que ce serveur écrit dans Authentication-Results, par exemple mx.societe.com. Lui seul est cru ; vide : aucun.',
    changes:
      'Les messages en attente de départ sont refaits avec les nouvelles adresses. Celles déjà communiquées ne fonctionnent plus.',
    offChanges:
      'Les messages ne portent plus d’adresse. Ce qui est envoyé aux adresses déjà communiquées revient à son auteur.',
  },
  test: {
    title: 'Le courrier arrive-t-il ?',
    text: 'La société s’envoie un message à une adresse de cette forme et l’attend à chaque entrée.',
    send: 'Envoyer le test',
    again: 'Tester de nouveau',
    arrived: 'Il est arrivé.',
    arrivedBy: (transport, seconds) =>
      count(seconds, { one: `Par ${transport}, en # seconde.`, other: `Par ${transport}, en # secondes.` }),
    waiting: 'En route…',
    waitingText: (address) => `Envoyé à ${address}. Cette page l’affiche dès qu’il est là.`,
    missing: 'Il n’est pas arrivé',
    missingText: (address) => `Un message à ${address} a été envoyé et n’est entré nulle part.`,
    off: 'Recevez d’abord les réponses par e-mail, puis testez.',
    causes: 'Ce qui manque le plus souvent :',
    causeMx: (domain) =>
      `DNS : ${domain} doit avoir un enregistrement MX qui désigne la machine qui reçoit le courrier. Demandez à qui gère le domaine.`,
    causeMailbox: (domain) =>
      `Boîte : le fournisseur de ${domain} doit accepter tous les noms du domaine (catch-all), ou les ajouts après un signe plus.`,
    causePort: (host, port) =>
      `Réseau : les serveurs de messagerie doivent atteindre ${host} au port ${port} ; de l’extérieur, c’est le port 25.`,
    causeDoor:
      'Entrée : aucun port SMTP n’est réglé (CAPTURE_SMTP_PORT) et aucune autre entrée n’est ouverte.',
    causeSent: 'Envoi : voyez sous Messages si le test lui-même est parti.',
  },
  transports: { smtp: 'SMTP', imap: 'IMAP', webhook: 'webhook' },
  rules: {
    title: 'Expéditeurs toujours classés chez un client',
    text: 'Réglé dans les messages non attribués.',
    none: 'Aucun expéditeur n’est encore retenu.',
    remove: 'Oublier',
    removed: 'L’expéditeur est oublié : ce qu’il écrit attend de nouveau une personne.',
  },
};
