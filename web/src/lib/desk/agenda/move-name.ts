import type { Schemas } from '../../api/client.ts';
import type { Text } from '../../text/desk/context.ts';
import { traitsOf } from '../../vocabulary.ts';
import { isPreviewRequired } from './preview-required.ts';

type Row = Pick<Schemas['AgendaRow'], 'state' | 'step' | 'channel' | 'letterKind'>;
type Move = Schemas['AgendaRow']['moves'][number];

/** What the button beside a row says; with dots where it opens something first. */
export function shortMoveName({ agenda }: Text, row: Row, move: Move): string {
  if (move !== 'confirm') return agenda.shortMoves[move];
  if (row.state === 'failed') return agenda.moves.tryAgain;
  return isPreviewRequired(row) ? agenda.shortMoves.preview : agenda.shortMoves.confirm;
}

/** The same where there is room. `opensFirst`: what leaves is not beside it. */
export function moveName(
  { agenda }: Text,
  row: Row,
  { move, opensFirst }: { move: Move; opensFirst: boolean },
): string {
  if (move !== 'confirm') return agenda.moves[move];
  if (row.state === 'failed') return agenda.moves.tryAgain;
  if (opensFirst) return agenda.moves.preview;
  return traitsOf(row.channel).sentByUs ? agenda.moves.confirm : agenda.moves.confirmTask;
}
