const letters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  '&': ' and ',
};

/** A name as it is compared: small letters, without accents and signs, `&` written out, one blank between words. */
export function wordOf(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[łøđıßæœþ&]/g, (sign) => letters[sign]!)
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      // initials are one word: U.S.A.
      .replace(/(?<=(?:^|[\s.])\p{L})\.(?=\p{L}(?:\.|\s|$))/gu, '')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  );
}
