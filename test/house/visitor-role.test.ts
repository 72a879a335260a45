import { expect, test } from 'vitest';
import { read, schema } from './sources.ts';

const sql = read('prisma/access/visitor-role.sql');
const models = [...schema().matchAll(/^model (\w+)/gm)].map(([, name]) => name!);
const statements = sql.replace(/^--.*$/gm, '');
const granted = new Set(
  [...statements.matchAll(/\bON "(\w+)" TO relance_visitor/g)].map(([, name]) => name!),
);
const guarded = new Set([...statements.matchAll(/CREATE POLICY "\w+" ON "(\w+)"/g)].map(([, name]) => name!));
const closed = /^-- Closed: ([^]*?)\n(?!--  )/m
  .exec(sql)![1]!
  .replaceAll(/\n-- +/g, ' ')
  .split(/,\s*/);

test('B3 every table is open to visitors by a grant with a policy, or named as closed in visitor-role.sql', () => {
  expect([...granted, ...closed].toSorted()).toEqual(models.toSorted());
  expect([...granted].filter((name) => !guarded.has(name))).toEqual([]);
});

test('B3 no policy lets a row through without comparing it with the visitor', () => {
  const policies = statements.split('CREATE POLICY').slice(1);
  expect(policies.length).toBeGreaterThan(40);
  const blind = policies.filter(
    (policy) => !/relance_visitor\(|SELECT "\w+" FROM|relance_visitor_people|SELECT 1 FROM/.test(policy),
  );
  expect(blind).toEqual([]);
});
