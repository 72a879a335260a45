/** Which question to a colleague is being written: opened from items, a dispute, or the head of the page. */
export interface Asking {
  itemIds: string[];
  disputeId?: string;
}

class AskingState {
  current = $state<Asking | null>(null);
}

/** One at a time; set by clicks only, so the server never holds one. */
export const asking = new AskingState();
