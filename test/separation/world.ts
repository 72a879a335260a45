/** Two entities, three customers, one of everything, each word of it a canary. */
import type { OpenDatabase } from '../support/database.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { randomBytes } from 'node:crypto';
import { run as runReading } from '../../activities/inbound/read-job.ts';
import { captureToken } from '../../domain/capture/address.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { rawMail, seedEntity, type Seeded } from '../api/support.ts';
import { sentLetter } from '../support/tracked-letter.ts';
import { canary, type Canary, type Kind, type Owner } from './canaries.ts';

export const at = new Date('2026-03-10T09:00:00Z');

/** Values for the parameters of addresses, by their names. */
export type Ids = Record<string, string>;

export interface Furnished {
  owner: Owner;
  ids: Ids;
  itemOneId: string;
  itemTwoId: string;
  questionId: string;
  otherQuestionId: string;
  internalCommentId: string;
  internalFileId: string;
  publicCommentId: string;
}

export interface World {
  a: Seeded;
  b: Seeded;
  a1: Furnished;
  a2: Furnished;
  b1: Furnished;
  /** Whose row an id is, and of what kind. */
  idOwners: Map<string, Canary>;
}

export async function seedWorld(db: OpenDatabase): Promise<World> {
  const a = await seedEntity(db, canary('ae', 'entity').toUpperCase());
  const b = await seedEntity(db, canary('be', 'entity').toUpperCase());
  await nameEntity(db, a, 'a', 'ae');
  await nameEntity(db, b, 'b', 'be');
  const world = {
    a,
    b,
    a1: await furnish(db, a, 'a1'),
    a2: await furnish(db, a, 'a2'),
    b1: await furnish(db, b, 'b1'),
  };
  return { ...world, idOwners: await ownersOfIds(db, world) };
}

/** What an entity shows of itself: its name, its sender, and who follows the account. */
async function nameEntity(db: OpenDatabase, seeded: Seeded, open: Owner, inside: Owner): Promise<void> {
  const company = canary(open, 'company');
  await db.legalEntity.update({
    where: { id: seeded.entityId },
    data: {
      name: `${company} entity`,
      senderName: company,
      senderEmail: `mail@${company}.test`,
      bankName: `${company} bank`,
      iban: 'FR7630006000011234567890189',
      bic: 'AGRIFRPP',
      address: { street: `1 ${company} street`, postalCode: '69001', city: 'Lyon', country: 'FR' },
      ownDomains: ['own.test'],
    },
  });
  await db.user.update({
    where: { id: seeded.users.collector.id },
    data: { name: `${company} collector`, email: `collector@${company}.test` },
  });
  seeded.users.collector.email = `collector@${company}.test`;
  await db.assignmentRule.create({
    data: { legalEntityId: seeded.entityId, position: 1, name: canary(inside, 'entity') },
  });
}

/** A customer of its own: what the shared set-up of the API's tests holds stays the entity's. */
async function furnish(db: OpenDatabase, seeded: Seeded, owner: Owner): Promise<Furnished> {
  const { entityId, users } = seeded;
  const word = (kind: Kind) => canary(owner, kind);
  const { id: customerId, contacts } = await db.customer.create({
    data: {
      legalEntityId: entityId,
      number: word('number'),
      name: word('name'),
      country: 'FR',
      timeZone: 'Europe/Paris',
      collectorId: users.collector.id,
      interactivePages: true,
      attributes: { region: word('attribute') },
      notes: { create: { text: word('note') } },
      contacts: {
        create: { name: word('contact'), email: `ap@${word('contact')}.test`, roles: ['collection'] },
      },
    },
    include: { contacts: true },
  });
  const contact = contacts[0]!;
  const document = await file(db, `${word('document')}.pdf`, word('document'));
  const item = (kind: Kind, dueOn: string) =>
    db.openItem.create({
      data: {
        legalEntityId: entityId,
        customerId,
        type: 'invoice',
        number: word(kind),
        issuedOn: fromIsoDate('2025-12-01'),
        dueOn: fromIsoDate(dueOn),
        originalMinor: 120_000n,
        openMinor: 100_000n,
        currency: 'EUR',
        text: word(kind),
        purchaseOrder: word(kind),
        documentFileId: document,
      },
    });
  const one = await item('itemone', '2026-01-05');
  const two = await item('itemtwo', '2026-02-20');
  const said = await say(db, {
    owner,
    entityId,
    customerId,
    collectorId: users.collector.id,
    one: one.id,
    two: two.id,
  });
  const inside = await insideWorks(db, {
    owner,
    entityId,
    customerId,
    collectorId: users.collector.id,
    one: one.id,
    two: two.id,
    publicCommentId: said.publicCommentId,
  });
  const planned = await planFor(db, seeded, { customerId, itemId: one.id, owner });
  const captured = await mailFrom(db, { owner, entityId, customerId });
  return {
    owner,
    itemOneId: one.id,
    itemTwoId: two.id,
    publicCommentId: said.publicCommentId,
    ...inside.found,
    ids: {
      entityId,
      customerId,
      contactId: contact.id,
      itemId: one.id,
      replyId: said.publicCommentId,
      commentId: inside.found.internalCommentId,
      fileId: said.publicFileId,
      ...inside.ids,
      ...planned,
      ...captured,
    },
  };
}

/** A mail of the customer, filed and attached to; what a colleague wrote above it stands in it. */
async function mailFrom(
  db: OpenDatabase,
  { owner, entityId: legalEntityId, customerId }: Pick<Place, 'owner' | 'entityId' | 'customerId'>,
): Promise<Ids> {
  const text = canary(owner, 'mailed');
  const raw = `From: ${text}@payer.test\r\nSubject: ${text}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n${text}\r\n--b\r\nContent-Type: application/x-test; name="${text}.bin"\r\nContent-Disposition: attachment\r\n\r\n${text}\r\n--b--\r\n`;
  const content = (async function* () {
    yield Buffer.from(raw);
  })();
  const { id: fileId } = await storeFile(db, { name: 'mail.eml', content, maxBytes: 100_000 });
  const reading = runReading({ raw: Buffer.from(raw), receivedOn: '2026-03-10', usualLanguage: null });
  const comment = await db.comment.create({
    data: {
      legalEntityId,
      customerId,
      source: 'email',
      mailKind: 'human',
      audience: 'customer',
      text,
      authorName: text,
      submissionKey: `mail/${owner}`,
    },
  });
  const mail = await db.inboundMail.create({
    data: {
      legalEntityId,
      fileId,
      identity: text,
      transport: 'smtp',
      receivedAt: at,
      state: 'unassigned',
      kind: 'human',
      subject: text,
      fromName: text,
      fromAddress: `${text}@payer.test`,
      reading: { ...reading } as object,
      readAt: at,
      filings: { create: { customerId, filedBy: 'address', filedAt: at, commentId: comment.id } },
    },
  });
  await db.captureAddress.create({ data: { customerId, token: captureToken(randomBytes(10)) } });
  return { inboundMailId: mail.id };
}

/** A paused case, an action to confirm, why, and a message that left. */
async function planFor(
  db: OpenDatabase,
  { entityId: legalEntityId, versionId, templateKey }: Seeded,
  { customerId, itemId, owner }: { customerId: string; itemId: string; owner: Owner },
): Promise<Ids> {
  const word = (kind: Kind) => canary(owner, kind);
  const running = await db.collectionCase.create({
    data: {
      customerId,
      legalEntityId,
      scenarioVersionId: versionId,
      pausedForGood: true,
      pauseReason: word('pause'),
    },
  });
  const decision = await db.decisionRecord.create({
    data: {
      caseId: running.id,
      engineVersion: 1,
      decidedOn: fromIsoDate('2026-03-10'),
      decidedAt: at,
      input: {},
      inputSha256: word('decided'),
      output: { skipped: [{ stepKey: word('decided') }], gates: [] },
    },
  });
  const line = {
    id: itemId,
    number: word('itemone'),
    instalment: 0,
    type: 'invoice',
    issuedOn: '2025-12-01',
    dueOn: '2026-01-05',
    openMinor: 100_000,
    currency: 'EUR',
    daysOverdue: 64,
    rankAfter: 1,
  };
  const totals = { EUR: 100_000 };
  const content = {
    leaderItemId: itemId,
    lines: [line],
    credits: [],
    totals,
    grossTotals: totals,
    passedOver: [],
  };
  const action = await db.agendaAction.create({
    data: {
      legalEntityId,
      customerId,
      caseId: running.id,
      actionKey: `${owner}/1/friendly`,
      scenarioRun: 1,
      stepKey: 'friendly',
      stepPosition: 1,
      stepName: word('decided'),
      templateKey,
      channel: 'email',
      mode: 'to_confirm',
      state: 'proposed',
      decisionId: decision.id,
      leaderItemId: itemId,
      items: content,
      totals,
      positionHash: 'a'.repeat(64),
      dueOn: fromIsoDate('2026-03-10'),
      proposedAt: at,
    },
  });
  const message = await db.outboundMessage.create({
    data: {
      dispatchKey: `${owner}/dispatch`,
      legalEntityId,
      customerId,
      actionId: action.id,
      channel: 'email',
      recipientAddress: `ap@${word('contact')}.test`,
      language: 'en',
      reference: `<${owner}@relance.test>`,
      subject: word('sent'),
      state: 'in_doubt',
      attempt: 1,
      frozenBytes: Buffer.from(rawMail(word('sent'))),
      attempts: { create: { attempt: 1, worker: 'w', claimedAt: at } },
    },
  });
  const mail = await db.localMail.create({
    data: {
      messageId: `${owner}@relance.test`,
      mailFrom: `mail@${owner}.test`,
      rcptTo: [`ap@${word('contact')}.test`],
      subject: word('sent'),
      raw: Buffer.from(rawMail(word('sent'))),
    },
  });
  const letterId = await sentLetter(db, {
    ...{ legalEntityId, customerId, actionId: action.id, at },
    reference: `L-${word('letter')}`,
    subject: word('letter'),
    senderName: canary(owner.slice(0, 1) as Owner, 'company'),
    recipientName: word('contact'),
    recipientEmail: `ap@${word('contact')}.test`,
    pdf: Buffer.from(`%PDF-1.7 ${word('letterbytes')}`),
    isSigned: true,
  });
  const ids = { actionId: action.id, decisionId: decision.id, messageId: message.id, letterId };
  return { ...ids, mailId: String(mail.id) };
}

interface Place {
  owner: Owner;
  entityId: string;
  customerId: string;
  collectorId: string;
  one: string;
  two: string;
}

/** What the customer said, with a file and an answer, and what of it was deleted. */
async function say(db: OpenDatabase, place: Place) {
  const { owner, entityId: legalEntityId, customerId, collectorId } = place;
  const word = (kind: Kind) => canary(owner, kind);
  const { linkId } = await issueLink(db, {
    kind: 'customer',
    legalEntityId,
    customerId,
    recipientEmail: `ap@${word('contact')}.test`,
    recipientName: word('contact'),
    language: 'en',
    at,
  });
  const comment = (text: Kind, itemId: string, more: object = {}) =>
    db.comment.create({
      data: {
        legalEntityId,
        customerId,
        source: 'portal',
        audience: 'customer',
        text: word(text),
        authorName: word('author'),
        linkId,
        submissionKey: crypto.randomUUID(),
        createdAt: at,
        items: { create: { itemId, openMinor: 100_000n } },
        ...more,
      },
    });
  const first = await comment('said', place.one, {
    state: 'qualified',
    status: 'dispute',
    disputeReason: 'price',
    handledBy: collectorId,
    handledAt: at,
    answers: { create: { text: word('answer'), createdBy: collectorId } },
  });
  await comment('saidtwo', place.two);
  await comment('deletedsaid', place.two, {
    state: 'deleted',
    stateBefore: 'pending',
    handledBy: collectorId,
  });
  const upload = await attach(db, first.id, linkId, `${word('filename')}.pdf`, word('filebytes'));
  return { publicCommentId: first.id, publicFileId: upload };
}

/** What colleagues write among themselves and about the customer. */
async function insideWorks(db: OpenDatabase, place: Place & { publicCommentId: string }) {
  const { owner, entityId: legalEntityId, customerId, collectorId, one, two } = place;
  const word = (kind: Kind) => canary(owner, kind);
  const question = (subject: Kind, text: Kind, itemId: string) =>
    db.internalQuestion.create({
      data: {
        key: crypto.randomUUID(),
        legalEntityId,
        customerId,
        recipientEmail: `${word('colleague')}@own.test`,
        recipientName: word('colleague'),
        language: 'en',
        subject: word(subject),
        text: word(text),
        itemIds: [itemId],
        createdBy: collectorId,
        createdAt: at,
      },
    });
  const asked = await question('qsubject', 'qtext', one);
  const other = await question('qtwo', 'qtwo', two);
  const answered = (questionId: string, text: Kind, itemId: string) =>
    db.comment.create({
      data: {
        legalEntityId,
        customerId,
        source: 'internal_page',
        audience: 'internal',
        text: word(text),
        authorName: word('colleague'),
        authorEmail: `${word('colleague')}@own.test`,
        questionId,
        submissionKey: crypto.randomUUID(),
        createdAt: at,
        items: { create: { itemId, openMinor: 100_000n } },
      },
    });
  const internal = await answered(asked.id, 'internalsaid', one);
  await answered(other.id, 'internaltwo', two);
  const { linkId } = await issueLink(db, {
    kind: 'internal',
    legalEntityId,
    customerId,
    questionId: asked.id,
    itemIds: [one],
    recipientEmail: `${word('colleague')}@own.test`,
    recipientName: word('colleague'),
    language: 'en',
    at,
  });
  const internalFileId = await attach(
    db,
    internal.id,
    linkId,
    `${word('internalname')}.pdf`,
    word('internalbytes'),
  );
  const ids = await qualify(db, place);
  return {
    found: {
      questionId: asked.id,
      otherQuestionId: other.id,
      internalCommentId: internal.id,
      internalFileId,
    },
    ids: { ...ids, questionId: asked.id },
  };
}

async function qualify(db: OpenDatabase, place: Place & { publicCommentId: string }): Promise<Ids> {
  const { owner, entityId: legalEntityId, customerId, collectorId: createdBy, one, two } = place;
  const word = (kind: Kind) => canary(owner, kind);
  const promise = await db.promiseToPay.create({
    data: {
      customerId,
      promisedOn: fromIsoDate('2026-03-20'),
      comment: word('promise'),
      createdBy,
      items: { create: { itemId: one, openMinor: 100_000n } },
    },
  });
  const dispute = await db.dispute.create({
    data: {
      customerId,
      reason: 'price',
      comment: word('dispute'),
      resolver: word('resolver'),
      createdBy,
      items: { create: { itemId: two, amountMinor: 4_000n } },
    },
  });
  const hold = await db.hold.create({ data: { customerId, itemId: two, reason: word('hold'), createdBy } });
  const followUp = await db.followUp.create({
    data: {
      legalEntityId,
      customerId,
      text: word('followup'),
      dueOn: fromIsoDate('2026-03-12'),
      createdBy,
      items: { create: { itemId: one } },
    },
  });
  const status = await db.itemStatus.create({
    data: { legalEntityId, key: word('status'), name: word('status'), kind: 'promise', position: 90 },
  });
  await db.qualification.create({
    data: {
      customerId,
      statusId: status.id,
      commentId: place.publicCommentId,
      text: word('qualified'),
      promiseId: promise.id,
      createdBy,
      items: { create: { itemId: one } },
    },
  });
  await db.historyEvent.create({
    data: {
      legalEntityId,
      customerId,
      kind: 'note_added',
      at,
      actorKind: 'user',
      actorId: createdBy,
      data: { text: word('history') },
      items: { create: { itemId: one } },
    },
  });
  const run = await db.bulkRun.create({
    data: {
      legalEntityId,
      key: crypto.randomUUID(),
      kind: 'pages_on',
      createdBy,
      rows: { create: { rowNo: 1, customerId } },
    },
  });
  const rule = await db.assignmentRule.findFirst({ where: { legalEntityId } });
  const rate = await db.enteredRate.create({
    data: {
      legalEntityId,
      rate: 'ecb_main_refinancing',
      fromOn: fromIsoDate('2026-01-01'),
      ratePpm: 21_500,
      source: word('rate'),
      createdBy,
    },
  });
  const waiver = await db.chargeWaiver.create({
    data: { customerId, itemId: one, charge: 'interest', reason: word('waived'), createdBy },
  });
  return {
    rateId: rate.id,
    waiverId: waiver.id,
    promiseId: promise.id,
    disputeId: dispute.id,
    holdId: hold.id,
    followUpId: followUp.id,
    statusId: status.id,
    runId: run.id,
    ruleId: rule?.id ?? '',
  };
}

async function file(db: OpenDatabase, name: string, text: string): Promise<string> {
  const content = (async function* () {
    yield Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);
  })();
  return (await storeFile(db, { name, content, maxBytes: 100_000 })).id;
}

async function attach(db: OpenDatabase, commentId: string, linkId: string, name: string, text: string) {
  const fileId = await file(db, name, text);
  const row = await db.commentFile.create({
    data: { commentId, linkId, fileId, name, contentType: 'application/pdf', sizeBytes: 40, createdAt: at },
  });
  return row.id;
}

/** Ids reveal as much as words do: whose they are, and whether a customer may know them. */
async function ownersOfIds(
  db: OpenDatabase,
  { a1, a2, b1 }: Pick<World, 'a1' | 'a2' | 'b1'>,
): Promise<Map<string, Canary>> {
  const owners = new Map<string, Canary>();
  for (const { owner, ids, itemOneId, itemTwoId, ...found } of [a1, a2, b1]) {
    const inside = ['questionId', 'holdId', 'followUpId', 'statusId', 'actionId', 'decisionId', 'messageId'];
    for (const name of inside) if (ids[name]) owners.set(ids[name], `${owner}:note`);
    for (const id of [found.otherQuestionId]) owners.set(id, `${owner}:qtwo`);
    owners.set(found.questionId, `${owner}:qtext`);
    owners.set(found.internalCommentId, `${owner}:internalsaid`);
    owners.set(found.internalFileId, `${owner}:internalname`);
    owners.set(itemOneId, `${owner}:itemone`);
    owners.set(itemTwoId, `${owner}:itemtwo`);
    owners.set(found.publicCommentId, `${owner}:said`);
    owners.set(ids['fileId']!, `${owner}:filename`);
  }
  const users = await db.user.findMany({ include: { memberships: { include: { legalEntity: true } } } });
  for (const { id, memberships } of users) {
    const isA = memberships.some(
      ({ legalEntity }) => legalEntity.code.toLowerCase() === canary('ae', 'entity'),
    );
    owners.set(id, isA ? 'ae:entity' : 'be:entity');
  }
  return owners;
}
