/**
 * The key with which an installation seals its tracked letters, made at the first start where none is given: it shows that
 * nothing was changed since, and says of itself that nobody vouches for it.
 */
import { randomBytes, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as asn1 from 'asn1js';
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  setEngine,
} from 'pkijs';

export interface SealFiles {
  /** PKCS #8, PEM. */
  key: string;
  /** PEM. */
  certificate: string;
}

const years = 10;
const commonName = 'Relance seal (self-made, nobody vouches for it)';
const oid = { commonName: '2.5.4.3', basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15' } as const;
/** digitalSignature and nonRepudiation, the bits from the left. */
const signatures = 0b1100_0000;
const unusedBits = 6;

/** The one of this data folder, the same at every start; readable by its owner only. */
export async function ownSeal(dataFolder: string, now: Date = new Date()): Promise<SealFiles> {
  const folder = path.join(dataFolder, 'seal');
  const [keyFile, certificateFile] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  if (!existsSync(keyFile) || !existsSync(certificateFile)) {
    const { key, certificate } = await makeSeal(now);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(certificateFile, certificate, { mode: 0o600 });
    writeFileSync(keyFile, key, { mode: 0o600 });
  }
  return { key: readFileSync(keyFile, 'utf8'), certificate: readFileSync(certificateFile, 'utf8') };
}

export async function makeSeal(now: Date): Promise<SealFiles> {
  setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }));
  const pair = await webcrypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 3072,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  );
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({
    valueHex: new Uint8Array([1, ...randomBytes(15)]).buffer,
  });
  for (const name of [certificate.issuer, certificate.subject])
    name.typesAndValues.push(
      new AttributeTypeAndValue({ type: oid.commonName, value: new asn1.Utf8String({ value: commonName }) }),
    );
  certificate.notBefore.value = new Date(now.getTime() - 24 * 3600_000);
  certificate.notAfter.value = new Date(
    Date.UTC(now.getUTCFullYear() + years, now.getUTCMonth(), now.getUTCDate()),
  );
  certificate.extensions = [
    new Extension({
      extnID: oid.basicConstraints,
      critical: true,
      extnValue: new BasicConstraints({ cA: false }).toSchema().toBER(false),
    }),
    new Extension({
      extnID: oid.keyUsage,
      critical: true,
      extnValue: new asn1.BitString({ valueHex: new Uint8Array([signatures]).buffer, unusedBits }).toBER(
        false,
      ),
    }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey as CryptoKey);
  await certificate.sign(pair.privateKey as CryptoKey, 'SHA-256');
  return {
    key: pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', pair.privateKey)),
    certificate: pem('CERTIFICATE', certificate.toSchema(true).toBER(false)),
  };
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
