/**
 * Sends one message at a time. Adapters: `smtp.ts`, `none.ts`. Never throws for what the mail server or the network
 * does.
 */
export interface MailGateway {
  readonly kind: 'smtp' | 'none';
  send(message: OutgoingMail, signal?: AbortSignal): Promise<MailOutcome>;
}

export interface OutgoingMail {
  /**
   * Fixed by the caller and kept over repeats, with or without angle brackets (`<outbox-id@studio.example>`), so that
   * a message that was sent twice can be told to be one.
   */
  readonly messageId: string;
  readonly to: string;
  readonly toName?: string;
  readonly subject: string;
  /** Plain text; any line ends. */
  readonly text: string;
  readonly replyTo?: string;
  readonly attachments?: readonly Attachment[];
}

/** A file that goes with a message. */
export interface Attachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export type MailOutcome =
  /** The server took it over: `response` is its last line. */
  | { readonly kind: 'sent'; readonly response: string }
  /** Surely not sent. `permanent`: sending the same again will not help. `code` is the adapter's or the server's. */
  | { readonly kind: 'refused'; readonly permanent: boolean; readonly code: string }
  /** The text had been handed over when the line broke: it may have been sent. */
  | { readonly kind: 'unknown' };
