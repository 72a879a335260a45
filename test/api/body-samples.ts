/**
 * Bodies that a route's schema lets in, and the same with one value exchanged: what a program sends that is wrong in
 * one place only, which is where a schema is most easily too wide for the database behind it.
 */

export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  format?: string;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  minItems?: number;
}

type Path = (string | number)[];

/** Too long, too large, of the wrong kind. */
export const wrongValues: readonly unknown[] = ['9'.repeat(400), 2 ** 53 - 1, { toString: 'a' }];

/** In an address. */
export const wrongTexts: readonly string[] = [
  '9'.repeat(400),
  '-9223372036854775809',
  '+275760-09-13T00:00:00Z',
];

/**
 * One body of every branch that the schema has.
 *
 * @param named what a field of this name holds, so that the body gets past the look-ups of the route
 */
export function samplesOf(
  schema: JsonSchema,
  { schemas, named }: { schemas: Record<string, JsonSchema>; named: (name: string) => unknown },
): unknown[] {
  const sample = (at: JsonSchema, name: string, depth: number): unknown[] => {
    if (depth > 12) return [null];
    if (at.$ref) return sample(schemas[at.$ref.split('/').at(-1)!]!, name, depth + 1);
    const branches = at.anyOf ?? at.oneOf;
    if (branches) return branches.flatMap((branch) => sample(branch, name, depth + 1));
    if (at.allOf)
      return [Object.assign({}, ...at.allOf.map((part) => sample(part, name, depth + 1)[0] as object))];
    if ('const' in at) return [at.const];
    if (at.enum) return [at.enum[0]];
    const type = [at.type].flat()[0];
    const known = named(name);
    if (typeof known === 'object' && known !== null) return [known];
    if (type === 'object') return objects(at, depth);
    if (type === 'array') return [sample(at.items ?? {}, singular(name), depth + 1).slice(0, 3)];
    if (known !== undefined) return [known];
    if (type === 'string') return [text(at)];
    if (type === 'integer' || type === 'number')
      return [Math.max(at.minimum ?? 1, (at.exclusiveMinimum ?? 0) + 1)];
    if (type === 'boolean') return [true];
    return type === 'null' ? [null] : ['a'];
  };
  /** Fields of a first body hold their first sample; each further sample of a field gives a body of its own. */
  const objects = (at: JsonSchema, depth: number): unknown[] => {
    const fields = Object.entries(at.properties ?? {}).map(
      ([name, of]) => [name, sample(of, name, depth + 1)] as const,
    );
    const first = Object.fromEntries(fields.map(([name, values]) => [name, values[0]]));
    if (at.properties === undefined && typeof at.additionalProperties === 'object') {
      const key = at.propertyNames?.enum?.[0] ?? (at.propertyNames?.pattern === undefined ? 'a' : 'EUR');
      return [{ [String(key)]: sample(at.additionalProperties, '', depth + 1)[0] }];
    }
    return [
      first,
      ...fields.flatMap(([name, values]) => values.slice(1, 6).map((value) => ({ ...first, [name]: value }))),
    ];
  };
  return sample(schema, '', 0);
}

/** The bodies with one value exchanged, for every place in them and every wrong value; a place they share, once. */
export function* withOneWrong(bodies: readonly unknown[]): Generator<{ path: string; body: unknown }> {
  const tried = new Set<string>();
  for (const body of bodies) {
    for (const { path, value } of placesOf(body)) {
      const place = JSON.stringify([path, value]);
      if (tried.has(place)) continue;
      tried.add(place);
      for (const wrong of wrongValues) yield { path: path.join('.'), body: exchanged(body, path, wrong) };
    }
  }
}

function* placesOf(value: unknown, path: Path = []): Generator<{ path: Path; value: unknown }> {
  yield { path, value };
  if (Array.isArray(value))
    for (const [index, one] of value.entries()) yield* placesOf(one, [...path, index]);
  else if (value !== null && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) yield* placesOf(one, [...path, name]);
}

function exchanged(value: unknown, [first, ...rest]: Path, wrong: unknown): unknown {
  if (first === undefined) return wrong;
  const next = exchanged((value as Record<string | number, unknown>)[first], rest, wrong);
  if (Array.isArray(value)) return value.map((one, index) => (index === first ? next : one));
  return { ...(value as object), [first]: next };
}

function singular(name: string): string {
  return name.replace(/s$/, '');
}

function text({ format, pattern, minLength = 1 }: JsonSchema): string {
  if (format === 'date') return '2026-04-10';
  if (format === 'date-time') return '2026-04-10T10:00:00Z';
  if (format === 'uuid') return '00000000-0000-4000-8000-000000000000';
  if (format === 'email') return 'somebody@customer.example';
  if (format === 'uri') return 'https://customer.example/';
  const tried = [
    'a'.repeat(Math.max(1, minLength)),
    'EUR',
    'FR',
    'fr',
    '2026-04-10',
    '09:00',
    'a-key-of-its-own',
    '12345678',
    '12.5',
  ];
  return tried.find((one) => pattern === undefined || new RegExp(pattern).test(one)) ?? 'a';
}
