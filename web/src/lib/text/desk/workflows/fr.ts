import { counting } from '../../plural.ts';
import type { workflows as en } from './en.ts';

const count = counting('fr-FR');

export const workflows: typeof en = {
  titles: {
    collectionCase: 'Historique du dossier',
    importRun: 'Historique d’un import',
    bulkRun: 'Historique d’une action groupée',
    noticeDelivery: 'Historique d’un message',
    letterDelivery: 'Historique d’un courrier',
    onlinePayment: 'Historique d’un paiement en ligne',
    actionDelivery: 'Historique d’un message rédigé',
    replyReading: 'Historique d’une réponse',
    inboundMail: 'Historique d’un e-mail reçu',
  },
  link: 'Ce que le système a fait, pas à pas',
  statuses: {
    running: 'En cours',
    completed: 'Terminé',
    failed: 'En échec',
    cancelled: 'Annulé',
    terminated: 'Arrêté à la main',
    continued: 'Poursuivi dans une nouvelle exécution',
    timed_out: 'Délai dépassé',
  },
  now: 'En ce moment',
  waiting: (until) =>
    `Il attend au plus tard jusqu’au ${until} et réexamine le dossier dès qu’il se passe quelque chose.`,
  waitingForFact: 'Il attend qu’il se passe quelque chose : un paiement, une réponse, une modification.',
  silent: 'Il est en cours ; aucun processus de travail ne dit ce qu’il attend.',
  ended: 'Rien n’est en cours.',
  retried: (name, attempt, at) =>
    at === null ? `${name} : tentative ${attempt} en cours.` : `${name} : tentative ${attempt} le ${at}.`,
  away: 'Temporal ne répond pas. Seul ce qui est conservé ici est affiché ; ce qui est en cours manque.',
  openTemporal: 'Ouvrir dans Temporal',
  download: 'Télécharger l’exécution (JSON)',
  views: { label: 'Affichage', timeline: 'Chronologie', events: 'Événements bruts' },
  none: 'Rien ne s’est encore passé',
  noneText: 'La première étape apparaîtra ici dès qu’il y aura quelque chose à suivre.',
  earlier: 'Afficher les précédents',
  runs: (n) => count(n, { one: '# exécution', other: '# exécutions' }),
  run: 'Exécution',
  runOption: (from, events, status) =>
    `${from} · ${count(events, { one: '# événement', other: '# événements' })} · ${status}`,
  steps: {
    run_started: 'Le suivi a commencé',
    continued: 'Il s’est poursuivi dans une nouvelle exécution',
    signalled: 'Il a appris une nouveauté',
    evaluated: 'Réexaminé, sur les mêmes faits qu’avant',
    evaluationFailed: 'L’examen a échoué',
    waited: 'Attente',
    called: 'Travail confié',
    code_failed: 'Le code du workflow a échoué ; nouvelle tentative en cours',
    run_ended: 'Fin de l’exécution',
  },
  activities: {
    evaluate: 'Examiner le dossier',
    settle: 'Constater ce qui est parti',
    perform: 'Préparer et envoyer les messages d’une action',
    dispatch: 'Envoyer un message',
    deliverNotice: 'Envoyer un message hors scénario',
    deliverAction: 'Envoyer un message rédigé par une personne',
    followLetter: 'Demander où en est le courrier',
    followOnlinePayment: 'Demander où en est le paiement',
  },
  until: (at) => `Jusqu’au ${at}`,
  ends: {
    time: (at) => `l’échéance est arrivée le ${at}`,
    fact: (at) => `interrompue le ${at}, car il s’est passé quelque chose`,
    completed: (at) => `fait le ${at}`,
    failed: (at) => `en échec le ${at}`,
    timed_out: (at) => `sans réponse jusqu’au ${at}`,
    cancelled: (at) => `arrêté le ${at}`,
    open: 'en cours',
  },
  tries: (n) => count(n, { one: '# tentative', other: '# tentatives' }),
  decided: 'Décision',
  decidedStep: (step) => `À faire : ${step}.`,
  decidedNothing: 'Rien n’était à faire.',
  looksAgain: (day) => `Prochain examen le ${day}.`,
  openDecision: 'Pourquoi : ouvrir la décision',
  search: 'Rechercher dans les événements',
  searchHint: 'Un type, un nom, un identifiant, les mots d’une réponse',
  found: (n) => count(n, { one: '# événement', other: '# événements' }),
  noEvents: 'Aucun événement ne contient ces mots.',
  event: (id, type) => `Événement ${id} : ${type}`,
  carries: 'Ce qu’il contient',
  replay: 'Rejouer avec le code actuel',
  replayTitle: 'Le code actuel suivrait-il cette exécution ?',
  replayText:
    'Rien n’est fait et rien ne part : l’exécution est seulement comparée au code de cette installation.',
  upload: 'Un historique venu d’ailleurs (JSON)',
  uploadHint: 'Au format de Temporal, 8 Mo au plus',
  verdicts: {
    replays: 'Rejouable : le code actuel suit le même chemin.',
    does_not_replay:
      'Non rejouable : le code actuel prend un autre chemin. Un dossier semblable s’arrêterait.',
    unreadable: 'Ce n’est pas l’historique d’un workflow de ce système.',
    too_long: 'Trop long pour être rejoué ici. « relance replay » en accepte de plus longs sur le serveur.',
    gave_up: 'Trop de temps ou de mémoire : l’essai a été arrêté.',
  },
  place: (event, expected, found) =>
    `À l’événement ${event}, l’historique contient « ${expected} » ; le code ${found === null ? 'n’en fait rien' : `fait « ${found} »`}.`,
  build: (hash) => `Code ${hash}`,
  rebuilds: {
    title: 'Relancer tout ce qui est ouvert',
    text: 'Ce qu’un dossier attend se trouve dans Temporal, ce sur quoi il décide dans la base. Après une perte de Temporal, ou une sauvegarde plus ancienne que la base, les dossiers reprennent d’après celle-ci.',
    open: 'Relancer …',
    none: 'Rien n’a encore été relancé.',
    everything: 'Tout',
    company: 'Toute la société',
    done: 'Tous atteints',
    reasons: {
      other_store: 'De lui-même : un autre stockage Temporal a été trouvé',
      asked: 'Depuis une ligne de commande',
    },
    counts: (cases, notices, others) =>
      `${count(cases, { one: '# dossier', other: '# dossiers' })}, ${count(notices, { one: '# avis', other: '# avis' })}, ${count(others, { one: '# courrier, e-mail, import ou traitement', other: '# courriers, e-mails, imports et traitements' })}`,
    reached: (n, of) => `${n} sur ${of} atteints`,
    consequence:
      'Chaque dossier relit ses faits, et démarre s’il n’est pas en cours. Ce qui a été envoyé est inscrit dans la base et n’est pas répété ; ce qui est à faire part. Imports et traitements reprennent où ils en étaient.',
    customers: 'Clients',
    customersHint: 'Leurs numéros, séparés par des espaces ou des virgules ; vide : toute la société',
    unknown: (number) => `Aucun client ne porte le numéro « ${number} ».`,
    reason: 'Motif',
    confirm: 'Relancer',
    begun: 'C’est lancé. Cela continue sans cette page.',
    underWayAlready: 'La même opération est déjà en cours. Rien n’a été lancé deux fois.',
  },
  repairs: {
    open: 'Réparer …',
    title: 'Réparer',
    text: 'Rien de ce qui est parti ne repart, quel que soit le choix : chaque message n’est attribué qu’une fois, dans la base.',
    sending:
      'Un message est en train de partir. La réparation sera possible une fois qu’il sera parti, dans une minute au plus.',
    away: 'Temporal ne répond pas. Seul ce que la base peut faire sans lui est possible.',
    none: 'Il n’y a rien à réparer ici : ce qui attend une personne se décide sur sa propre page, et ce dont personne ne s’occupe reprend de lui-même.',
    what: 'Que faut-il faire ?',
    kinds: {
      evaluate: 'Réexaminer',
      wake: 'Vérifier à nouveau',
      retry_now: 'Réessayer maintenant',
      cancel_action: 'Annuler une action ouverte',
      settle: 'Trancher une issue inconnue',
      rebuild: 'L’arrêter et le reconstruire depuis la base',
      reset: 'Revenir à un point',
    },
    consequences: {
      evaluate:
        'Le dossier relit ses faits et fait ce qui est à faire. Ce qui n’est pas à faire ne se fait pas.',
      wake: 'Il relit ce qui le concerne, et démarre s’il n’est pas en cours.',
      retry_now: (n) =>
        `${count(n, { one: '# message', other: '# messages' })} et tout travail en attente d’une nouvelle tentative sont repris maintenant, sans la pause. Ce qui est arrivé n’est pas repris.`,
      cancel_action:
        'L’action est passée et ne part pas. Ce qui en est déjà parti reste chez ses destinataires. Le dossier poursuit à l’étape suivante.',
      settle:
        'Vous dites si le message est arrivé. S’il est arrivé, il compte et n’est pas répété ; sinon, il repart à son heure.',
      rebuild:
        'L’exécution en cours est arrêtée ; une nouvelle commence d’après la base et attend ce qui suit. Ce qui a été envoyé y est inscrit et n’est pas répété. L’historique est conservé.',
      reset:
        'Une nouvelle exécution reprend l’historique jusqu’à ce point et continue avec les faits d’aujourd’hui. Ce qui est parti ensuite est connu de la base et n’est pas répété.',
    },
    action: 'Action',
    message: 'Message',
    messageOption: (subject, to, at) => `${subject} · ${to} · ${at}`,
    arrived: 'Il est arrivé',
    notArrived: 'Il n’est pas arrivé : il peut repartir',
    point: 'Point',
    pointOption: (event, at) => `Événement ${event}, ${at}`,
    reason: 'Motif',
    reasonHint: 'Conservé dans l’historique du client et dans le journal d’audit',
    confirm: 'Réparer',
    done: {
      evaluate: 'Le dossier est réexaminé.',
      wake: 'La vérification est demandée.',
      retry_now: (n) =>
        n === 0
          ? 'Rien n’attendait de nouvelle tentative ; le dossier est réexaminé.'
          : `Nouvelles tentatives : ${n}.`,
      cancel_action: 'L’action est annulée.',
      settle: 'L’issue est tranchée ; le suivi reprend de là.',
      rebuild: 'L’exécution est arrêtée ; une nouvelle commence depuis la base.',
      reset: 'Une nouvelle exécution continue depuis le point choisi.',
    },
  },
};
