/** The search language of customers as it stands in an address. */
import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { customerCriteria, type CustomerCriteria } from '../../../domain/model/customer-search.ts';
import { customerSorts } from '../../../domain/vocabulary/pages.ts';
import { mineFirst } from '../../plugins/own-customers.ts';
import { page, pageSize, several } from '../../wire.ts';

const yes = z.enum(['true', 'false']).transform((value) => value === 'true');
const figure = z.coerce.number().int();
const { shape } = customerCriteria;

/** A list of the criteria, which in an address is one value or several. */
function listOf<T extends z.ZodType>(list: z.ZodOptional<z.ZodArray<T>>) {
  return several(list.unwrap().element);
}

const criteriaShape = {
  search: shape.search,
  collector: listOf(shape.collector),
  scenario: listOf(shape.scenario),
  caseState: listOf(shape.caseState),
  country: listOf(shape.country),
  language: listOf(shape.language),
  itemCurrency: listOf(shape.itemCurrency),
  attribute: listOf(shape.attribute),
  currency: shape.currency,
  balanceFromMinor: figure.optional(),
  balanceToMinor: figure.optional(),
  overdueFromMinor: figure.optional(),
  overdueToMinor: figure.optional(),
  overdueOnly: yes.optional(),
  daysLateFrom: figure.optional(),
  daysLateTo: figure.optional(),
  bucket: listOf(shape.bucket),
  itemStatus: listOf(shape.itemStatus),
  pages: yes.optional(),
  capture: yes.optional(),
  email: yes.optional(),
  excluded: yes.optional(),
  createdSince: shape.createdSince,
  changedSince: shape.changedSince,
  parent: shape.parent,
} satisfies Record<keyof CustomerCriteria, z.ZodType>;

const order = {
  sort: z.enum(customerSorts).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  mineFirst,
};

export const customerListQuery = z.object({ ...criteriaShape, ...order, page, pageSize }).strict();
export const customerCriteriaQuery = z.object(criteriaShape).strict();
export const customerExportQuery = z.object({ ...criteriaShape, ...order }).strict();

type Asked = z.infer<z.ZodObject<typeof criteriaShape>>;

/**
 * What of a query is criteria.
 *
 * @throws RefusedError `validation_failed` where an address repeats a key without end
 */
export function criteriaOf(query: Asked): CustomerCriteria {
  const named = Object.entries(query).filter(([key, value]) => key in criteriaShape && value !== undefined);
  const read = customerCriteria.safeParse(Object.fromEntries(named));
  if (!read.success) throw new RefusedError('validation_failed');
  return read.data;
}
