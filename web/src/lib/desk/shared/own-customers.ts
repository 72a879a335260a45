import type { Schemas } from '../../api/client.ts';

type Me = Pick<Schemas['Me'], 'id' | 'deputyFor'>;

/** Whose customers are one's own: those of whom one is the deputy count too. */
export function ownCollectorIds(me: Me): string[] {
  return [me.id, ...me.deputyFor];
}

/** Whether a filter of collectors shows exactly one's own customers. */
export function showsOnlyOwn(me: Me, chosen: readonly string[] | undefined): boolean {
  const mine = ownCollectorIds(me);
  return chosen !== undefined && chosen.length === mine.length && mine.every((id) => chosen.includes(id));
}
