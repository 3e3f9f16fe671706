import * as clients from '#db/repositories/client.ts';
import * as statements from '#db/repositories/statement.ts';
import * as studio from '#db/repositories/studio.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { addDays } from '#domain/values/time.ts';
import { documentFormat } from '../../documents/document-frame.ts';
import type { StatementWish } from '../../documents/statement.ts';
import { statementMail } from '../../documents/statement-words.ts';
import { moneyRecipient, postToClient } from '../../messages/write-to-client.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, notFound, type NotFound } from '../errors.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';

type Sent = Result<{ to: string }, NotFound | { readonly code: 'NO_EMAIL' }>;

/** Sends a client, or whoever pays for them, the statement of these days; its PDF is made when the message leaves. A repeated `requestUid` sends nothing more. */
export function sendStatement(
  context: ServiceContext,
  actor: Actor,
  input: StatementWish & { readonly requestUid: string },
): Result<{ to: string }, NotFound | InvalidInput | RequestAnswered | { readonly code: 'NO_EMAIL' }> {
  const { clientId, from, to, showsFamily, requestUid } = input;
  if (from !== null && from >= to) return invalidInput('to', 'RANGE_REVERSED');
  const at = context.now();
  return commit(context, ['messages'], (tx) =>
    once(tx, { requestUid, action: 'balance.sendStatement', actor, input, at }, (): Sent => {
      const client = clients.findById(tx, clientId);
      if (!client) return notFound('client');
      const recipient = moneyRecipient(tx, client);
      if (recipient.email === '') return err({ code: 'NO_EMAIL' });
      const id = statements.insert(tx, {
        clientId,
        fromDate: from,
        toDate: to,
        showsFamily,
        createdBy: actor.staffId,
        createdAt: at,
      });
      const format = documentFormat(tx);
      postToClient(
        tx,
        {
          uid: `statement.${requestUid}`,
          kind: 'statement',
          to: recipient,
          at,
          notBefore: at,
          document: { kind: 'statement', id },
        },
        statementMail({
          name: recipient.name,
          studio: studio.get(tx).name,
          from: from === null ? null : format.day(from),
          last: format.day(addDays(to, -1)),
        }),
      );
      recordDeed(tx, actor, at, {
        action: 'statement.emailed',
        subjectKind: 'client',
        subjectId: clientId,
        data: { id, from, to },
      });
      return ok({ to: recipient.email });
    }),
  );
}
