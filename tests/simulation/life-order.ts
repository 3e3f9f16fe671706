/** What a life of the engine is told when it starts. */
export interface LifeOrder {
  readonly database: string;
  readonly provider: string;
  readonly mailbox: string;
  readonly downloads: string;
  /**
   * `charge` charges a card on file, sends links and follows the news; `cancel` asks for the cancellation of everything first,
   * `cancel_booking` for that of one booking; `undo` takes back job 1, which has ended; `expire` lets due packages expire;
   * `auto_invoice` starts the runs of automatic invoicing that are due.
   * `refund_payment` gives payments back at the desk.
   */
  readonly act:
    | 'charge'
    | 'cancel'
    | 'cancel_booking'
    | 'undo'
    | 'expire'
    | 'auto_invoice'
    | 'refund_payment';
  readonly nonCardRefund: 'account_credit' | 'cash_due';
  readonly startAt: number;
  /** The number of the point at which it kills itself; 0 = never. */
  readonly killAt: number;
  /** Names every point on standard output. */
  readonly trace?: boolean;
}
