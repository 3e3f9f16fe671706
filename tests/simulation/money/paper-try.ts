/** How automatic billing goes on with an invoice. */
export interface PaperTry {
  readonly client: number;
  /** `asked`: the card is being charged; `waits`: it is tried again at `nextAt`; `new_card`, `gave_up`: a person or another card must come. */
  state: 'asked' | 'waits' | 'new_card' | 'gave_up' | 'no_card' | 'ended';
  tries: number;
  nextAt: number;
  /** What the card is asked for at the last try. */
  amount: number;
  /** The card that was charged last. */
  card: number;
}
