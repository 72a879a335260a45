/** Values of camt messages that the versions write in different places. */
import { wrongFile, type Balance, type BankEntry, type BankTransaction } from './statement.ts';
import {
  bankAmount,
  bankCurrency,
  dayOfIso,
  givenReference,
  ibanIn,
  plainAccount,
  plainText,
} from './values.ts';
import { all, at, textAt, type XmlNode } from './xml-node.ts';

interface Amount {
  amountMinor: number;
  currency: string;
}

/** Above zero; null without one. */
export function amountOf(node: XmlNode | undefined, place: string): Amount | null {
  if (node === undefined) return null;
  const currency = bankCurrency(node.currency);
  if (currency === null) throw wrongFile('currency_unreadable', place, { value: node.currency });
  const amountMinor = bankAmount(node.text, currency);
  if (amountMinor === null)
    throw wrongFile('amount_unreadable', place, { value: node.text.trim().slice(0, 50) });
  return { amountMinor, currency };
}

function signed(amountMinor: number, mark: string): number {
  return mark === 'DBIT' ? -amountMinor : amountMinor;
}

export function dayAt(node: XmlNode | undefined, path: string): string | null {
  return dayOfIso(textAt(node, `${path}/Dt`)) ?? dayOfIso(textAt(node, `${path}/DtTm`));
}

/** The first balance that has one of the codes, in their order. */
export function balanceOf(statement: XmlNode, codes: readonly string[], place: string): Balance | null {
  const balances = all(statement, 'Bal');
  for (const code of codes) {
    const found = balances.filter((balance) => textAt(balance, 'Tp/CdOrPrtry/Cd') === code);
    const balance = code === 'ITBD' ? found.at(-1) : found[0];
    const amount = amountOf(at(balance, 'Amt'), place);
    if (amount === null) continue;
    return {
      amountMinor: signed(amount.amountMinor, textAt(balance, 'CdtDbtInd')),
      currency: amount.currency,
      on: dayAt(balance, 'Dt'),
    };
  }
  return null;
}

export function accountOf(statement: XmlNode): string {
  return plainAccount(textAt(statement, 'Acct/Id/IBAN') || textAt(statement, 'Acct/Id/Othr/Id'));
}

/** An entry without its transactions. */
export function entryHead(node: XmlNode, place: string): Omit<BankEntry, 'transactions'> {
  const amount = amountOf(at(node, 'Amt'), place);
  if (amount === null) throw wrongFile('amount_unreadable', place, { value: '' });
  const mark = textAt(node, 'CdtDbtInd');
  if (mark !== 'CRDT' && mark !== 'DBIT') throw wrongFile('line_unreadable', place);
  const code = ['Domn/Cd', 'Domn/Fmly/Cd', 'Domn/Fmly/SubFmlyCd'].map((path) =>
    textAt(node, `BkTxCd/${path}`),
  );
  const own = textAt(node, 'BkTxCd/Prtry/Cd');
  return {
    place,
    amountMinor: signed(amount.amountMinor, mark),
    currency: amount.currency,
    bookedOn: dayAt(node, 'BookgDt') ?? dayAt(node, 'ValDt'),
    valueOn: dayAt(node, 'ValDt'),
    isReversal: /^(?:true|1)$/.test(textAt(node, 'RvslInd')),
    bankId: givenReference(textAt(node, 'AcctSvcrRef')),
    code: code.some((part) => part !== '') ? code.join('/') : own,
  };
}

/** What a transaction says of itself; an amount of null: only its entry has one. */
export interface ReadTransaction extends Omit<BankTransaction, 'amountMinor'> {
  amountMinor: number | null;
}

/** `entry`: what is known of it when its details come, its amount and direction. */
export function readTransaction(node: XmlNode, entry: Omit<BankEntry, 'transactions'>): ReadTransaction {
  const { place, currency } = entry;
  const mark = textAt(node, 'CdtDbtInd') || (entry.amountMinor < 0 ? 'DBIT' : 'CRDT');
  const amount = amountOf(at(node, 'Amt'), place) ?? amountOf(at(node, 'AmtDtls/TxAmt/Amt'), place);
  const counted = amountOf(at(node, 'AmtDtls/CntrValAmt/Amt'), place);
  const inCurrency = [amount, counted].find((one) => one?.currency === currency) ?? null;
  const instructed = amountOf(at(node, 'AmtDtls/InstdAmt/Amt'), place) ?? amount;
  const isCredit = mark === 'CRDT';
  const reason =
    textAt(node, 'RtrInf/Rsn/Cd') || textAt(node, 'RtrInf/RtrRsn/Cd') || textAt(node, 'RtrInf/Rsn/Prtry');
  return {
    amountMinor: inCurrency === null ? null : signed(inCurrency.amountMinor, mark),
    chargesMinor: chargesOf(node, entry),
    instructed:
      instructed === null || instructed.currency === currency
        ? null
        : {
            ...instructed,
            rate:
              textAt(node, 'AmtDtls/InstdAmt/CcyXchg/XchgRate') ||
              textAt(node, 'AmtDtls/TxAmt/CcyXchg/XchgRate') ||
              null,
          },
    returnReason: at(node, 'RtrInf') === undefined ? null : reason || 'returned',
    references: referencesOf(node),
    text: textOf(node),
    counterparty: partyOf(node, isCredit),
  };
}

/** What the entry has more because of charges: those that are taken from a credit are below zero. */
function chargesOf(node: XmlNode, { place, currency }: Pick<BankEntry, 'place' | 'currency'>): number {
  const records = all(node, 'Chrgs/Rcrd');
  const listed =
    records.length > 0 ? records : all(node, 'Chrgs').filter((charge) => at(charge, 'Amt') !== undefined);
  return listed.reduce((sum, charge) => {
    const amount = amountOf(at(charge, 'Amt'), place);
    if (amount === null || amount.currency !== currency) return sum;
    return sum + signed(amount.amountMinor, textAt(charge, 'CdtDbtInd') || 'DBIT');
  }, 0);
}

function referencesOf(node: XmlNode): BankTransaction['references'] {
  const structured = all(node, 'RmtInf/Strd/CdtrRefInf/Ref').map(({ text }) => plainAccount(text));
  const others = ['TxId', 'InstrId', 'PmtInfId', 'AcctSvcrRef', 'ChqNb']
    .map((name) => givenReference(textAt(node, `Refs/${name}`)))
    .filter((one) => one !== null);
  return {
    endToEnd: givenReference(textAt(node, 'Refs/EndToEndId')),
    mandate: givenReference(textAt(node, 'Refs/MndtId')),
    structured: [...new Set(structured.filter((one) => one !== ''))],
    others: [...new Set(others)],
  };
}

function textOf(node: XmlNode): string {
  const documents = all(node, 'RmtInf/Strd/RfrdDocInf/Nb');
  const free = [...all(node, 'RmtInf/Ustrd'), ...documents, ...all(node, 'RmtInf/Strd/AddtlRmtInf')];
  const texts = free.map(({ text }) => plainText(text)).filter((text) => text !== '');
  return texts.length > 0 ? [...new Set(texts)].join(' ') : plainText(textAt(node, 'AddtlTxInf'));
}

/** Who stands on the other side: the debtor of what came in, the creditor of what went out; of a return the other way round. */
function partyOf(node: XmlNode, isCredit: boolean): BankTransaction['counterparty'] {
  const isReturn = at(node, 'RtrInf') !== undefined;
  const role = isCredit === !isReturn ? 'Dbtr' : 'Cdtr';
  const ultimate = partyName(node, `Ultmt${role}`);
  return { name: plainText(partyName(node, role) || ultimate), iban: partyAccount(node, role) };
}

function partyName(node: XmlNode, role: string): string {
  return textAt(node, `RltdPties/${role}/Nm`) || textAt(node, `RltdPties/${role}/Pty/Nm`);
}

function partyAccount(node: XmlNode, role: string): string | null {
  return ibanIn(
    textAt(node, `RltdPties/${role}Acct/Id/IBAN`) || textAt(node, `RltdPties/${role}Acct/Id/Othr/Id`),
  );
}
