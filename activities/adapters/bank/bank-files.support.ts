/** Bank files of our own making, in the shapes of public samples. */

export interface PartShape {
  amount?: string;
  currency?: string;
  mark?: 'CRDT' | 'DBIT';
  endToEnd?: string;
  text?: string;
  structured?: string;
  name?: string;
  iban?: string;
  reason?: string;
  charges?: string;
}

/** Details of a transaction, for `entry`. */
export function part(shape: PartShape): (version: number) => string {
  const {
    amount,
    currency = 'EUR',
    mark = 'CRDT',
    endToEnd,
    text,
    structured,
    name,
    iban,
    reason,
    charges,
  } = shape;
  return (version) => {
    const amountXml =
      amount === undefined ? '' : `<Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd>`;
    const inDetails =
      amount === undefined ? '' : `<AmtDtls><TxAmt><Amt Ccy="${currency}">${amount}</Amt></TxAmt></AmtDtls>`;
    const chargesXml =
      charges === undefined
        ? ''
        : version < 4
          ? `<Chrgs><Amt Ccy="EUR">${charges}</Amt></Chrgs>`
          : `<Chrgs><Rcrd><Amt Ccy="EUR">${charges}</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>`;
    const party =
      name === undefined
        ? ''
        : `<Dbtr>${version < 8 ? `<Nm>${name}</Nm>` : `<Pty><Nm>${name}</Nm></Pty>`}</Dbtr>`;
    const account = iban === undefined ? '' : `<DbtrAcct><Id><IBAN>${iban}</IBAN></Id></DbtrAcct>`;
    return (
      `<TxDtls><Refs>${endToEnd === undefined ? '' : `<EndToEndId>${endToEnd}</EndToEndId>`}</Refs>` +
      `${version < 4 ? inDetails : amountXml}${chargesXml}<RltdPties>${party}${account}</RltdPties>` +
      `<RmtInf>${text === undefined ? '' : `<Ustrd>${text}</Ustrd>`}${
        structured === undefined
          ? ''
          : `<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>${structured}</Ref></CdtrRefInf></Strd>`
      }</RmtInf>${reason === undefined ? '' : `<RtrInf><Rsn><Cd>${reason}</Cd></Rsn></RtrInf>`}</TxDtls>`
    );
  };
}

export interface EntryShape {
  amount: string;
  currency?: string;
  mark?: 'CRDT' | 'DBIT';
  ref?: string;
  status?: string;
  day?: string;
  parts?: ((version: number) => string)[];
  inside?: string;
}

export function entry(shape: EntryShape): (version: number) => string {
  const {
    amount,
    currency = 'EUR',
    mark = 'CRDT',
    ref,
    status = 'BOOK',
    day = '2026-11-30',
    parts = [],
    inside = '',
  } = shape;
  return (version) =>
    `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd>` +
    `<Sts>${version < 8 ? status : `<Cd>${status}</Cd>`}</Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>` +
    `${ref === undefined ? '' : `<AcctSvcrRef>${ref}</AcctSvcrRef>`}<BkTxCd/>${inside}` +
    `${parts.length === 0 ? '' : `<NtryDtls>${parts.map((one) => one(version)).join('')}</NtryDtls>`}</Ntry>`;
}

export interface CamtShape {
  version: string;
  advice?: boolean;
  account?: string;
  number?: number;
  opening?: string;
  closing?: string;
  entries: ((version: number) => string)[];
}

export function camt(shape: CamtShape): string {
  const {
    version,
    advice = false,
    account = 'DE89370400440532013000',
    number = 12,
    opening,
    closing,
    entries,
  } = shape;
  const [message, statement] = advice ? ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'] : ['BkToCstmrStmt', 'Stmt'];
  const balance = (code: string, amount: string | undefined) =>
    amount === undefined
      ? ''
      : `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.05${advice ? 4 : 3}.001.${version}">` +
    `<${message}><GrpHdr><MsgId>M1</MsgId></GrpHdr><${statement}><Id>I1</Id><ElctrncSeqNb>${number}</ElctrncSeqNb>` +
    `<Acct><Id><IBAN>${account}</IBAN></Id><Ccy>EUR</Ccy></Acct>${balance('OPBD', opening)}${balance('CLBD', closing)}` +
    `${entries.map((one) => one(Number(version))).join('\n')}</${statement}></${message}></Document>\n`
  );
}

export interface CodaMovement {
  amountMinor: number;
  parts?: number[];
  text?: string;
  ogm?: string;
  account?: string;
  name?: string;
  bankId?: string;
  reason?: string;
  customerReference?: string;
}

/** A CODA file of one statement in euros. */
export function codaFile({
  openingMinor,
  movements,
}: {
  openingMinor: number;
  movements: CodaMovement[];
}): string {
  const amount = (minor: number) => `${Math.abs(minor)}0`.padStart(15, '0');
  const sign = (minor: number) => (minor < 0 ? '1' : '0');
  const credits = movements.reduce((sum, { amountMinor }) => sum + Math.max(amountMinor, 0), 0);
  const debits = movements.reduce((sum, { amountMinor }) => sum - Math.min(amountMinor, 0), 0);
  const account = 'BE68539007547034'.padEnd(34) + 'EUR';
  const body = movements.flatMap((movement, at) =>
    codaMovement(movement, String(at + 1).padStart(4, '0'), amount, sign),
  );
  const closing = openingMinor + credits - debits;
  const lines = [
    `0000030112653905        00000000  RELANCE DEMO              KREDBEBB   00000000000 00000`.padEnd(127) +
      '2',
    `12001${account}${sign(openingMinor)}${amount(openingMinor)}291126RELANCE DEMO`.padEnd(125) + '001',
    ...body,
    `8001${account}${sign(closing)}${amount(closing)}301126`.padEnd(127) + '0',
  ];
  const records = String(lines.length - 1).padStart(6, '0');
  lines.push(`9               ${records}${amount(debits)}${amount(credits)}`.padEnd(127) + '2');
  return `${lines.join('\n')}\n`;
}

function codaMovement(
  movement: CodaMovement,
  sequence: string,
  amount: (minor: number) => string,
  sign: (minor: number) => string,
): string[] {
  const {
    amountMinor,
    parts = [],
    text = '',
    ogm,
    account = '',
    name = '',
    bankId = '',
    reason = '',
    customerReference = '',
  } = movement;
  const communication = ogm === undefined ? `0${text}` : `1101${ogm}`;
  const first = (minor: number, detail: string, code: string, isTotal: boolean, said: string) =>
    `21${sequence}${detail}${bankId.padEnd(21)}${sign(minor)}${amount(minor)}301126${code}${said.padEnd(54).slice(0, 54)}301126001${isTotal ? '1' : '0'}1 0`;
  const rest = [
    `22${sequence}0000${' '.repeat(53)}${customerReference.padEnd(35)}${'KREDBEBB'.padEnd(11)}   ${reason === '' ? ' ' : '1'}${reason.padEnd(4)}`.padEnd(
      125,
    ) + '1 0',
    `23${sequence}0000${account.padEnd(34)}EUR${name.padEnd(35)}`.padEnd(125) + '0 0',
  ];
  return [
    first(amountMinor, '0000', parts.length === 0 ? '00150000' : '10150000', parts.length > 0, communication),
    ...rest,
    ...parts.map((minor, at) =>
      first(minor, String(at + 1).padStart(4, '0'), '50150000', false, `0PART ${at + 1}`),
    ),
  ];
}
