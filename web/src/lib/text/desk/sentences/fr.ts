import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');
const until = (date: string | undefined) => (date === undefined ? '' : ` jusqu’au ${date}`);

export const reasons: Text['reasons'] = {
  entity_paused: (f) =>
    f.channel === undefined
      ? `Les envois sont suspendus pour toute la société${until(f.opensOn)}.`
      : `Les envois par ${f.channel} sont suspendus pour toute la société.`,
  customer_excluded: () => 'Ce client est exclu : aucune relance tant que personne ne le réintègre.',
  case_paused: (f) =>
    f.opensOn === undefined
      ? 'Ce client est en pause jusqu’à ce que quelqu’un reprenne.'
      : `Ce client est en pause ; le suivi reprend de lui-même le ${f.opensOn}.`,
  rows_left_out: (f) =>
    `${f.rows === undefined ? 'Des lignes' : count(f.rows, { one: '# ligne', other: '# lignes' })} de ce client ${f.rows === 1 ? 'a été écartée' : 'ont été écartées'} de ${f.importedOn === undefined ? 'l’import' : `l’import du ${f.importedOn}`}. Il doit peut-être moins : rien ne part tant qu’un import ne les a pas lues ou que personne n’a levé la suspension.`,
  nothing_due: (f) =>
    f.opensOn === undefined
      ? 'Aucune pièce n’a atteint la première étape.'
      : `Aucune pièce n’a atteint la première étape ; la prochaine l’atteint le ${f.opensOn}.`,
  all_promised: (f) =>
    `Promis : ${f.items ?? 'tout ce qui est échu'}. Rien n’est réclamé avant ${f.opensOn === undefined ? 'cette échéance' : `le ${f.opensOn}`}.`,
  all_disputed: (f) => `En litige jusqu’à résolution : ${f.items ?? 'tout ce qui est échu'}.`,
  all_held: (f) => `Bloqué${until(f.opensOn)} : ${f.items ?? 'tout ce qui est échu'}.`,
  payment_in_progress: (f) => `Un paiement est en route pour ${f.items ?? 'ce qui est échu'}.`,
  unread_reply: () => 'Une réponse du client attend d’être lue ; d’ici là, rien ne part.',
  under_minimum: (f) =>
    f.totals === undefined || f.minimum === undefined
      ? 'Le montant est sous le minimum.'
      : `${f.totals} est sous le minimum de ${f.minimum}.`,
  step_not_due: (f) =>
    f.postponedUntil !== undefined
      ? `Reporté au ${f.postponedUntil}.`
      : `La prochaine étape, ${f.stepName ?? 'du scénario'}, vient le ${f.opensOn ?? 'jour venu'}.`,
  minimum_gap: (f) =>
    `Dernier contact le ${f.lastContactOn ?? 'jour récent'} ; le prochain est possible le ${f.opensOn ?? 'jour venu'}.`,
  reply_gap: (f) =>
    `Une réponse a été traitée le ${f.handledOn ?? 'jour récent'} ; le prochain message peut partir le ${f.opensOn ?? 'jour venu'}.`,
  deadline_running: (f) =>
    f.deadlineOn === undefined
      ? 'Un délai accordé par un message court encore.'
      : `Un message a laissé un délai jusqu’au ${f.deadlineOn} ; rien ne part avant ${f.opensOn === undefined ? 'son terme' : `le ${f.opensOn}`}.`,
  contact_cap: (f) =>
    f.max === undefined || f.days === undefined
      ? 'Le nombre maximal de contacts est atteint.'
      : `La limite de ${count(f.max, { one: '# contact', other: '# contacts' })} en ${count(f.days, { one: '# jour', other: '# jours' })} est atteinte ; prochain contact possible le ${f.opensOn ?? 'jour venu'}.`,
  no_contact: (f) =>
    `Aucune adresse utilisable pour : ${f.channel ?? 'ce canal'}${f.roles === undefined ? '' : ` (${f.roles})`}. Ajoutez un contact.`,
  shared_address: (f) =>
    `${f.email ?? 'L’adresse'} reçoit aujourd’hui un message pour ${f.customer ?? 'un autre client'} ; une même adresse n’en reçoit qu’un par jour. Celui-ci part ${f.opensOn === undefined ? 'le prochain jour d’envoi' : `le ${f.opensOn}`}.`,
  ledger_stale: (f) =>
    f.ledgerAsOf === undefined
      ? 'La balance est trop ancienne. Importez-en une plus récente.'
      : `La balance date du ${f.ledgerAsOf}, au-delà de la limite de ${count(f.ledgerMaxAgeDays ?? 0, { one: '# jour', other: '# jours' })}. Importez-en une plus récente.`,
  awaiting_confirmation: (f) =>
    f.proposedOn === undefined
      ? 'Une action attend une confirmation.'
      : `Une action attend une confirmation depuis le ${f.proposedOn}.`,
  holiday: (f) =>
    `Aujourd’hui n’est pas un jour d’envoi ; les envois reprennent ${f.opensOn === undefined ? 'le prochain' : `le ${f.opensOn}`}.`,
  outside_window: (f) =>
    f.windowStart === undefined
      ? 'Hors des heures d’envoi du client.'
      : `Hors des heures d’envoi (${f.windowStart}–${f.windowEnd ?? ''}, heure du client).`,
  scenario_finished: (f) =>
    `Le scénario est terminé pour ${f.items ?? 'ce qui est échu'} : décidez de la suite.`,
};

export const sentences: Text['sentences'] = {
  nextStep: (step, date, relative) => `Ensuite : ${step} le ${date} (${relative}).`,
  nextStepBecause: (step, date, item, late) => `Ensuite : ${step} le ${date}, car ${item} : ${late}.`,
  waits: (step) => `Attend votre décision : ${step}.`,
  waitsFor: (name, step) => `Attend la décision de ${name} : ${step}.`,
  waitsForAnybody: (step) => `Attend la décision d’un chargé de recouvrement : ${step}.`,
  nothingPlanned: 'Rien n’est planifié.',
  noCase: 'Pas encore de suivi : aucun scénario n’est attribué à ce client.',
  opensOn: (date) => `S’ouvre le ${date}`,
  opensByFact: 'S’ouvre quand la situation change',
  by: (name) => `par ${name}`,
  byAt: (name, when) => `par ${name}, ${when}`,
  daysAndItem: (item, late) => `${item} : ${late}`,
};
