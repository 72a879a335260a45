import { counting } from '../../plural.ts';
import type { Text } from '../en.ts';

const count = counting('fr-FR');
const customers = (n: number) => count(n, { one: '# client', other: '# clients' });

export const scenarioEditor: Text['scenarioEditor'] = {
  newTitle: 'Nouveau scénario',
  title: (name) => `Modifier ${name}`,
  lead: 'Rien ne change pour les clients avant la publication.',
  draftOf: (n) => `Brouillon de la version ${n}`,
  notSavedYet: 'Pas encore enregistré',
  name: 'Nom du scénario',
  noSteps: 'Pas encore d’étapes',
  noStepsText:
    'Une étape dit ce qui est envoyé ou fait, combien de temps après l’échéance, et qui le confirme.',
  addFirst: 'Ajouter la première étape',
  add: 'Ajouter une étape',
  full: 'Un scénario a au plus 30 étapes.',
  optional: 'facultatif',
  wholeNumber: 'Écrivez un nombre entier.',
  notSet: 'non défini',
  toMend: (n) => count(n, { one: '# point à corriger', other: '# points à corriger' }),
  bar: 'Enregistrer et publier',
  save: 'Enregistrer le brouillon',
  saved: 'Brouillon enregistré.',
  publish: 'Publier…',
  discard: 'Abandonner le brouillon…',
  unsaved: 'Pas encore enregistré. Rien ne s’oppose à la publication.',
  nothingStands: 'Enregistré. Rien ne s’oppose à la publication.',
  cannotSave: 'Une valeur ne peut pas être enregistrée. Corrigez ce qui est signalé.',
  stands: (n) =>
    count(n, { one: '# point s’oppose à la publication', other: '# points s’opposent à la publication' }),
  draftBegun: 'Une autre personne a commencé entre-temps un brouillon de ce scénario.',
  draftBegunText:
    'Votre saisie est toujours là. Chargez le brouillon de l’autre personne et renoncez au vôtre, ou enregistrez le vôtre à sa place.',
  edit: 'Modifier',
  editDraft: 'Modifier le brouillon',
  newFrom: 'Nouveau brouillon à partir de cette version',
  create: 'Nouveau scénario',
  step: {
    name: 'Nom de l’étape',
    unnamed: (n) => `Étape ${n}`,
    letterKind: 'Type de courrier',
    kindsLeftOut: 'Les types électroniques sont proposés quand un prestataire connecté les achemine.',
    preview: 'Aperçu',
    hidePreview: 'Masquer l’aperçu',
    previewOf: (name) => `Aperçu de ${name}`,
    previewLanguage: 'Langue',
    previewEmpty: 'Le modèle n’a pas encore de texte.',
    when: 'Quand',
    days: 'Jours',
    counts: 'Comptés',
    countings: {
      after: 'après l’échéance',
      before: 'avant l’échéance',
      previous: 'après l’étape précédente',
    },
    threshold: (days) =>
      count(days, { one: 'au plus tôt à # jour de retard', other: 'au plus tôt à # jours de retard' }),
    minGap: 'Jours depuis tout contact, au moins',
    minGapHint: 'Attend plus longtemps si le client a été contacté peu avant.',
    deadline: 'Délai accordé, en jours',
    deadlineHint: 'Rien d’autre ne part avant son terme ; #deadline_date en imprime le dernier jour.',
    mode: 'Qui envoie',
    automatic: 'Relance automatique',
    toConfirm: 'Relance automatique à confirmer',
    modeText: {
      manual: 'Elle figure à l’agenda le jour prévu ; une personne s’en charge et le signale.',
      to_confirm: 'Elle est préparée et figure à l’agenda ; elle part une fois confirmée par une personne.',
      automatic: 'Elle part d’elle-même le jour prévu, sans que personne la voie.',
    },
    nothingSends: {
      email: 'Rien n’envoie d’e-mails ici.',
      letter:
        'Aucun prestataire connecté n’achemine ce type de courrier : une personne l’imprime et le poste depuis l’agenda. Pour qu’il parte, connectez-en un qui le fait.',
      phone: 'Une personne appelle ; l’étape figure à l’agenda le jour prévu.',
      internal_email: 'Rien n’envoie d’e-mails ici.',
      manual: 'Une personne s’en charge ; l’étape figure à l’agenda le jour prévu.',
    },
    connect: 'Connecter un prestataire dans les paramètres',
    fallsBack:
      'Aucun prestataire ne l’achemine en ce moment : elle attend une confirmation et se poste à la main.',
    waitsByHand: 'Aucun prestataire ne l’achemine en ce moment : elle se poste à la main.',
    chooseTemplate: 'Choisir un modèle…',
    openTemplate: 'Voir ce modèle et le modifier',
    newTab: 's’ouvre dans un nouvel onglet',
    colleagues: 'Collègues',
    colleaguesHint:
      'Un par ligne : une adresse de vos propres domaines, collector, ou attribute:nom pour une adresse conservée chez le client.',
    recipients: 'Destinataires',
    noRecipient: 'Cochez-en au moins un.',
    more: 'Niveau et conditions',
    level: 'Niveau',
    levelHint: (n) =>
      `${n} si rien n’est indiqué. Un niveau atteint ne se répète pas quand un client change de scénario.`,
    onlyReminded: 'Ne reprend que les pièces déjà relancées',
    addsCharges: 'Ajoute à chaque pièce échue',
    addsChargesHint:
      'Une fois par pièce et niveau. Le montant fait partie de la somme réclamée, son calcul est joint, et l’on peut y renoncer sur la page de la pièce.',
    drag: 'Glisser à une autre place',
    up: (name) => `Monter ${name}`,
    down: (name) => `Descendre ${name}`,
    duplicate: (name) => `Dupliquer ${name}`,
    remove: (name) => `Retirer ${name}`,
    added: 'Étape ajoutée.',
    duplicated: (name) => `${name} dupliquée.`,
    moved: (name, place, of) => `${name} est maintenant l’étape ${place} sur ${of}.`,
    removed: (name) => `${name} retirée.`,
    removedOpen: (n) =>
      count(n, {
        one: '# action de cette étape est ouverte : elle le reste jusqu’au passage de son client à la nouvelle version, puis elle est annulée.',
        other:
          '# actions de cette étape sont ouvertes : elles le restent jusqu’au passage de leurs clients à la nouvelle version, puis elles sont annulées.',
      }),
  },
  condition: {
    title: 'Seulement si',
    text: 'Une étape dont la condition n’est pas remplie le jour prévu est passée.',
    minimum: (currency) => `Total d’au moins, en ${currency}`,
    others: (amounts) => `Aussi : ${amounts}`,
    attributes: 'Attributs du client',
    attributesHint: 'Un par ligne, avec les valeurs qui conviennent, par exemple segment : or, argent.',
  },
  rules: {
    contactGap: 'Jours entre deux contacts, au moins',
    replyGap: 'Jours de pause après une réponse traitée',
    capMax: 'Contacts, au plus',
    capDays: 'en tant de jours',
    promiseGrace: 'Jours d’envoi accordés après une promesse',
    escalate: 'Jours d’envoi avant qu’une étape non confirmée remonte',
    minimum: (currency) => `Montant minimum en ${currency}`,
  },
  letterKinds: {
    standard: 'Lettre simple',
    registered: 'Lettre recommandée avec accusé de réception',
    electronic_registered: 'Lettre recommandée électronique',
    electronic_qualified: 'Lettre recommandée électronique qualifiée',
    tracked_electronic: 'Lettre électronique suivie',
  },
  findings: {
    name_taken: () => 'Un autre scénario porte déjà ce nom.',
    first_step_without_previous: () =>
      'Aucune étape ne précède la première : comptez à partir de l’échéance.',
    thresholds_fall: (p) =>
      `Elle viendrait à ${p.threshold} jours de retard, plus tôt que l’étape précédente (${p.before}). Comptez plus de jours, ou montez-la.`,
    step_key_twice: (p) => `Elle a la clé de l’étape ${p.first}. Retirez-la et ajoutez-la de nouveau.`,
    levels_fall: (p) =>
      `Le niveau ${p.level} est inférieur à celui de l’étape précédente. Relevez-le, ou laissez-le vide.`,
    template_missing: () => 'Choisissez le modèle à envoyer.',
    template_unknown: (p) => `Le modèle ${p.template} n’existe plus. Choisissez-en un autre.`,
    template_audience: () => 'Ce modèle est écrit pour d’autres lecteurs. Choisissez-en un autre.',
    mode_impossible: () => 'Rien ne l’envoie sans intervention. Décochez la relance automatique.',
    letter_needs_person: () =>
      'Une lettre qualifiée ne part qu’avec un code à usage unique saisi par une personne : laissez « à confirmer » coché.',
    letter_not_carried: () =>
      'Aucun prestataire n’achemine ce type de courrier ici. Connectez-en un dans les paramètres, ou décochez la relance automatique.',
    deadline_missing: () => 'Le modèle imprime un délai : indiquez combien de jours il accorde.',
    colleagues_missing: () => 'Nommez au moins un collègue.',
    colleague_unreadable: (p) => `${p.colleague} n’est ni une adresse, ni collector, ni attribute:nom.`,
    colleague_outside: (p) => `${p.colleague} n’appartient à aucun de vos propres domaines.`,
  },
  fields: {
    name: 'Nom',
    channel: 'Canal',
    mode: 'Mode',
    trigger: 'Quand',
    minGapDays: 'Depuis tout contact',
    deadlineDays: 'Délai accordé',
    onlyReminded: 'Seulement les pièces déjà relancées',
    addsCharges: 'Ajoute',
    template: 'Modèle',
    letterKind: 'Type de courrier',
    recipientRoles: 'Destinataires',
    colleagues: 'Collègues',
    level: 'Niveau',
    when: 'Seulement si',
  },
  ruleFields: {
    name: 'Nom du scénario',
    catchUp: 'Après un retard',
    contactGapDays: 'Entre deux contacts, au moins',
    replyGapDays: 'Pause après une réponse traitée',
    afterLastStep: 'Après la dernière étape',
    contactCap: 'Contacts, au plus',
    promiseGraceDays: 'Délai après une promesse',
    escalateAfterDays: 'Remonte sans confirmation après',
    minimumAmountMinor: 'Montant minimum',
  },
  difference: {
    nothing: 'Aucune différence.',
    kinds: { added: 'Nouvelle', removed: 'Retirée', moved: 'Déplacée', changed: 'Modifiée' },
    place: (n) => `étape ${n}`,
    places: (before, after) => `étape ${before}, maintenant ${after}`,
    show: (n) => `Ce qu’elle change de la version ${n}`,
  },
  publishing: {
    text: 'Une version publiée ne peut plus changer. Tout nouveau suivi commence avec elle.',
    differs: (n) => `Ce qu’elle change de la version ${n}`,
    first: 'La première version',
    firstText: (n) => count(n, { one: 'Elle a # étape.', other: 'Elle a # étapes.' }),
    question: (n) =>
      count(n, {
        one: '# client suit une version antérieure. Que devient-il ?',
        other: '# clients suivent une version antérieure. Que deviennent-ils ?',
      }),
    move: 'Ils passent maintenant à cette version ; ce qui a été fait est conservé et aucune étape ne se répète',
    stay: 'Ils restent sur la version qu’ils suivent',
    ifMoved: 'Ce qui suit s’ils y passent maintenant',
    publish: 'Publier',
    publishAndMove: (n) => `Publier et déplacer ${customers(n)}`,
  },
  moving: {
    title: (n, version) => `Passer ${customers(n)} à la version ${version} ?`,
    text: 'Ce qui a été fait est conservé et aucune étape ne se répète. Le retour se fait de la même façon.',
    move: (n) => `Déplacer ${customers(n)}`,
    ask: 'Passer les clients à cette version…',
    behind: (n) =>
      count(n, {
        one: '# client suit encore une version antérieure.',
        other: '# clients suivent encore une version antérieure.',
      }),
    movedBack: 'Les remettre…',
    done: 'Clients déplacés.',
    changed: 'L’étape suivante change :',
    changes: {
      added: (n) => `${customers(n)} en ont désormais une`,
      dropped: (n) => `plus aucune pour ${customers(n)}`,
      sooner: (n) => `plus tôt pour ${customers(n)}`,
      later: (n) => `plus tard pour ${customers(n)}`,
      other: (n) => `une autre le même jour pour ${customers(n)}`,
    },
    openStays: (n) =>
      count(n, {
        one: '# action ouverte reste telle quelle : son étape est la même dans cette version.',
        other: '# actions ouvertes restent telles quelles : leurs étapes sont les mêmes dans cette version.',
      }),
    openWaiting: (n) =>
      count(n, {
        one: '# action en attente à l’agenda est annulée, puis proposée de nouveau si son étape est encore due.',
        other:
          '# actions en attente à l’agenda sont annulées, puis proposées de nouveau si leur étape est encore due.',
      }),
    openLeaving: (n) =>
      count(n, {
        one: '# action confirmée ou prévue est annulée ; si elle est encore due et à confirmer, il faut la confirmer de nouveau.',
        other:
          '# actions confirmées ou prévues sont annulées ; celles encore dues et à confirmer doivent l’être de nouveau.',
      }),
    openUnderWay: (n) =>
      count(n, {
        one: '# message en cours d’envoi continue.',
        other: '# messages en cours d’envoi continuent.',
      }),
    openGone: (name, n) =>
      `${name} n’existe plus : ${count(n, { one: '# action n’est pas proposée de nouveau', other: '# actions ne sont pas proposées de nouveau' })}.`,
    who: (n) => `Pour qui cela change : ${customers(n)}`,
    more: (n) => `et ${n} de plus`,
    nothing: 'rien',
    thing: (step, on, byItself) => (byItself ? `${step} le ${on}, sans intervention` : `${step} le ${on}`),
  },
  discarding: {
    title: 'Abandonner ce brouillon ?',
    text: 'Ce qui est publié reste, et les clients continuent comme avant.',
    wholeText: 'Il n’a pas d’autre version : le scénario disparaît avec lui.',
    confirm: 'Abandonner le brouillon',
    anyway: 'L’abandonner quand même',
    done: 'Brouillon abandonné.',
  },
  leave: {
    title: 'Quitter sans enregistrer ?',
    text: 'Ce que vous avez modifié depuis le dernier enregistrement est perdu.',
    stay: 'Rester ici',
    leave: 'Quitter sans enregistrer',
    save: 'Enregistrer et quitter',
  },
  creating: {
    title: 'Nouveau scénario',
    from: 'Partir de',
    scratch: 'Rien : ajouter chaque étape vous-même',
    readyMade: (name, steps) => `Fourni : ${name} (${count(steps, { one: '# étape', other: '# étapes' })})`,
    copy: (name) => `Une copie de ${name}`,
    copyName: (name) => `${name} (copie)`,
    go: 'Continuer',
  },
};
