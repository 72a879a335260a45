import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');
const items = (n: number) => count(n, { one: '# pièce', other: '# pièces' });

export const decision: Text['decision'] = {
  decided: 'Ce qui a été décidé',
  on: (day, time, zone) => `Le ${day} à ${time}, heure du client (${zone}).`,
  leavesNow: (step) => `${step} : l’étape était due et pouvait partir aussitôt, automatiquement.`,
  leavesAt: (step, time) => `${step} : l’étape était due et devait partir automatiquement à ${time}.`,
  asks: (step) => `${step} : l’étape était due et a été soumise à une personne.`,
  waits: (step) => `${step} : l’étape avait été soumise à une personne et l’est restée.`,
  nothing: 'Rien n’a été envoyé et personne n’a été sollicité.',
  step: (position, steps, scenario, level) =>
    `Étape ${position} sur ${steps} du scénario ${scenario}, niveau ${level}.`,
  how: (channel, mode) => `${channel}, ${mode}.`,
  asksFor: (amount, n) => `Elle réclame ${amount} sur ${items(n)}.`,
  netted: (gross, n) =>
    `${count(n, { one: '# avoir est déduit', other: '# avoirs sont déduits' })} de ${gross}.`,
  passedOver: (steps) => `Étapes dépassées : ${steps}.`,
  skipped: (step, reason) => `Ignorée : ${step}. ${reason}.`,
  led: 'Ce qui y a mené',
  leader: (item, amount, date, late) => `${item} mène : ${amount}, échéance le ${date}, ${late}.`,
  noLeader: 'Aucune pièce ne menait à une étape.',
  gates: 'Ce qui l’a retenue, dans l’ordre de l’examen',
  noGates: 'Rien ne l’a retenue.',
  next: 'Ce qui vient ensuite',
  nextStep: (step, date) => `${step} le ${date}, d’après ce qu’on savait alors.`,
  noNext: 'Aucune autre étape n’était connue.',
  evaluatedOn: (date) => `Le client est réexaminé le ${date}.`,
  evaluatedAt: (date, time) => `Le client est réexaminé le ${date} à ${time}.`,
  evaluatedByFact: 'Seul un fait nouveau provoque un nouvel examen.',
  facts: 'Les faits sur lesquels elle repose',
  open: (n) =>
    count(n, {
      one: '# pièce était ouverte.',
      other: '# pièces étaient ouvertes.',
      zero: 'Aucune pièce ouverte.',
    }),
  overdue: (n, amount) => `${count(n, { one: '# était échue', other: '# étaient échues' })} : ${amount}.`,
  credits: (n) => count(n, { one: '# avoir était ouvert.', other: '# avoirs étaient ouverts.' }),
  blocked: (parts) => `Non relancées : ${parts}.`,
  promised: (n) => `${n} sous promesse`,
  disputed: (n) => `${n} en litige`,
  held: (n) => count(n, { one: '# bloquée', other: '# bloquées' }),
  ledger: (date) => `La balance datait du ${date}.`,
  lastPerformed: (date) => `La dernière étape a été exécutée le ${date}.`,
  window: (from, to) => `Heures d’envoi : de ${from} à ${to}.`,
  unexplained:
    'Cette décision vient de règles d’une autre époque, qui ne se racontent pas en phrases. Elle figure ci-dessous telle qu’elle a été conservée.',
  raw: 'La décision telle qu’elle est conservée (JSON)',
  today: 'Ce que décident les règles actuelles (JSON)',
  copy: 'Copier',
  copied: 'Copié',
  fingerprint: (hash) => `SHA-256 des faits : ${hash}`,
};
