import type { ReadDb } from '#db/database.ts';
import type { ClientId, JobId, MessageId } from '#domain/values/ids.ts';
import type { MessageKind } from '#domain/message/message-kind.ts';
import type { MessageState } from './message.ts';

export interface MessageView {
  readonly id: MessageId;
  readonly kind: MessageKind;
  readonly channel: 'email' | 'text';
  readonly state: MessageState;
  readonly clientId: ClientId | null;
  readonly jobId: JobId | null;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly errorCode: string;
  readonly attempts: number;
  readonly createdAt: number;
  readonly sentAt: number | null;
}

export interface MessageFilter {
  readonly state?: MessageState | undefined;
  readonly jobId?: JobId | undefined;
  readonly clientId?: ClientId | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Newest first. */
export function listMessages(
  db: ReadDb,
  { state, jobId, clientId, limit, offset }: MessageFilter,
): { readonly rows: MessageView[]; readonly total: number } {
  const where = `WHERE (@state IS NULL OR state = @state) AND (@jobId IS NULL OR job_id = @jobId) AND (@clientId IS NULL OR client_id = @clientId)`;
  const params = { state: state ?? null, jobId: jobId ?? null, clientId: clientId ?? null };
  return {
    rows: db.all<MessageView>(
      `SELECT id, kind, channel, state, client_id AS clientId, job_id AS jobId, to_name AS toName, to_address AS toAddress, subject, body, error_code AS errorCode, attempts, created_at AS createdAt, sent_at AS sentAt
       FROM messages ${where} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
      { ...params, limit, offset },
    ),
    total: db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM messages ${where}`, params)?.n ?? 0,
  };
}
