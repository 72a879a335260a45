/** The signature inside a seal: CMS with the attributes that PAdES B-B asks for (ETSI EN 319 122-1), over bytes beside it. */
import {
  createHash,
  createPrivateKey,
  randomBytes,
  X509Certificate,
  webcrypto,
  type KeyObject,
} from 'node:crypto';
import * as asn1 from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  CryptoEngine,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  MessageImprint,
  setEngine,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

/** With what we seal. */
export interface SealAccount {
  /** PKCS #8, PEM. */
  key: string;
  /** PEM, with those above it behind it. */
  certificate: string;
  /** Made by this installation at its first start: it proves that nothing was changed, and nobody's identity. */
  isSelfMade: boolean;
  /** Of an authority of time (RFC 3161); absent: the seal has no time stamp. */
  timeStampUrl?: string | undefined;
}

export interface Sealer extends SealAccount {
  chain: Certificate[];
  privateKey: webcrypto.CryptoKey;
}

/** Why nothing could be sealed. `unreachable`: later it may. */
export class SealError extends Error {
  readonly kind: 'unreachable' | 'unusable';

  constructor(kind: SealError['kind'], text: string) {
    super(text);
    this.name = 'SealError';
    this.kind = kind;
  }
}

const oid = {
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;
const stampTimeoutMs = 15_000;
const digest = 'SHA-256';

setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }));

/** Throws `SealError` where key and certificate cannot be read, or do not belong together. */
export async function openSealer(account: SealAccount): Promise<Sealer> {
  try {
    const chain = pemBlocks(account.certificate).map((der) => Certificate.fromBER(bufferOf(der)));
    const key = createPrivateKey(account.key);
    if (!new X509Certificate(account.certificate).checkPrivateKey(key))
      throw new SealError('unusable', 'The key of the seal is not the one of its certificate.');
    return { ...account, chain, privateKey: await imported(key) };
  } catch (error) {
    if (error instanceof SealError) throw error;
    throw new SealError('unusable', error instanceof Error ? error.message : String(error));
  }
}

function imported(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const der = key.export({ type: 'pkcs8', format: 'der' });
  const curve = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }[
    key.asymmetricKeyDetails?.namedCurve ?? ''
  ];
  const algorithm =
    curve === undefined ? { name: 'RSASSA-PKCS1-v1_5', hash: digest } : { name: 'ECDSA', namedCurve: curve };
  return webcrypto.subtle.importKey('pkcs8', bufferOf(der), algorithm, false, ['sign']);
}

/** The DER of each certificate of a file. */
function pemBlocks(pem: string): Buffer[] {
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g)].map(
    ([, body]) => Buffer.from(body!, 'base64'),
  );
}

/** The signature as DER; the bytes are not in it. */
export async function signatureOver(bytes: Uint8Array, sealer: Sealer): Promise<Uint8Array> {
  const [own] = sealer.chain;
  if (own === undefined) throw new SealError('unusable', 'The seal has no certificate.');
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: signedAttributes(bytes, own) }),
  });
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    signerInfos: [signer],
    certificates: sealer.chain,
  });
  await signed.sign(sealer.privateKey as CryptoKey, 0, digest, new Uint8Array(bytes).buffer);
  if (sealer.timeStampUrl !== undefined) {
    const token = await timeStamp(sealer.timeStampUrl, signer.signature.valueBlock.valueHexView);
    signer.unsignedAttrs = new SignedAndUnsignedAttributes({
      type: 1,
      attributes: [new Attribute({ type: oid.timeStampToken, values: [token.toSchema()] })],
    });
  }
  const content = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  return new Uint8Array(content.toSchema().toBER(false));
}

/** In the order of DER. No time of signing: in a PDF it stands beside the signature. */
function signedAttributes(bytes: Uint8Array, own: Certificate): Attribute[] {
  const attribute = (type: string, value: asn1.BaseBlock) => new Attribute({ type, values: [value] });
  const certificateHash = sha256(new Uint8Array(own.toSchema().toBER(false)));
  const named = new asn1.Sequence({
    value: [
      new asn1.Sequence({
        value: [
          new asn1.Sequence({ value: [new asn1.OctetString({ valueHex: bufferOf(certificateHash) })] }),
        ],
      }),
    ],
  });
  return [
    attribute(oid.contentType, new asn1.ObjectIdentifier({ value: oid.data })),
    attribute(oid.messageDigest, new asn1.OctetString({ valueHex: bufferOf(sha256(bytes)) })),
    attribute(oid.signingCertificateV2, named),
  ].toSorted((a, b) =>
    Buffer.compare(Buffer.from(a.toSchema().toBER(false)), Buffer.from(b.toSchema().toBER(false))),
  );
}

/** The word of an authority of time that these bytes were there (RFC 3161). */
async function timeStamp(url: string, bytes: Uint8Array): Promise<ContentInfo> {
  const hashed = sha256(bytes);
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256 }),
      hashedMessage: new asn1.OctetString({ valueHex: bufferOf(hashed) }),
    }),
    nonce: new asn1.Integer({ valueHex: bufferOf(Buffer.concat([Buffer.from([1]), randomBytes(8)])) }),
    certReq: true,
  });
  const answered = await ask(url, new Uint8Array(request.toSchema().toBER(false)));
  let token: ContentInfo | undefined;
  try {
    const response = TimeStampResp.fromBER(answered);
    token = response.timeStampToken;
    const said = token && stampedHash(token);
    if (said === undefined || !Buffer.from(said).equals(hashed)) token = undefined;
  } catch {
    token = undefined;
  }
  if (token === undefined)
    throw new SealError('unreachable', 'The authority of time answered something that is no time stamp.');
  return token;
}

async function ask(url: string, body: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(stampTimeoutMs),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.arrayBuffer();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SealError('unreachable', `The authority of time cannot be asked: ${why}`);
  }
}

/** Of what the authority says that it was there. */
function stampedHash(token: ContentInfo): Uint8Array | undefined {
  const signed = new SignedData({ schema: token.content });
  const content = signed.encapContentInfo.eContent;
  if (content === undefined) return undefined;
  const info = TSTInfo.fromBER(content.getValue());
  return info.messageImprint.hashedMessage.valueBlock.valueHexView;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
