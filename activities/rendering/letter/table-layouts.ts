/** Lines and distances of the tables on a page. */
const line = (color: string) => () => color;

export const tableLayouts = {
  /** A head, thin lines, and a sum below a strong one. */
  statement: {
    hLineWidth: (row: number, { table: { body } }: { table: { body: unknown[] } }) =>
      row === 0 ? 0 : row === 1 || row === body.length - 1 ? 0.8 : 0.3,
    vLineWidth: () => 0,
    hLineColor: (row: number, { table: { body } }: { table: { body: unknown[] } }) =>
      row <= 1 || row >= body.length - 1 ? '#222222' : '#bbbbbb',
    paddingLeft: (column: number) => (column === 0 ? 0 : 10),
    paddingRight: () => 0,
    paddingTop: () => 3,
    paddingBottom: () => 3,
  },
  lines: {
    hLineWidth: () => 0.4,
    vLineWidth: () => 0,
    hLineColor: line('#999999'),
    paddingLeft: (column: number) => (column === 0 ? 0 : 6),
    paddingRight: () => 0,
    paddingTop: () => 3,
    paddingBottom: () => 2,
  },
  details: {
    hLineWidth: () => 0,
    vLineWidth: (column: number) => (column === 0 ? 1.2 : 0),
    vLineColor: line('#bbbbbb'),
    paddingLeft: () => 8,
    paddingRight: () => 4,
    paddingTop: () => 1.5,
    paddingBottom: () => 1.5,
  },
  rule: {
    hLineWidth: (row: number) => (row === 0 ? 0.5 : 0),
    vLineWidth: () => 0,
    hLineColor: line('#999999'),
    paddingLeft: () => 0,
    paddingRight: () => 0,
    paddingTop: () => 0,
    paddingBottom: () => 0,
  },
};
