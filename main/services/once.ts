import { hash } from 'node:crypto';
import type { WriteDb } from '#db/database.ts';
import * as answeredRequests from '#db/repositories/answered-request.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { Actor } from './context.ts';

/** A request that moves money or makes a document, so that a repeat after a lost answer is not carried out again. */
export interface Request {
  /** Made by the window when its form opened: 8 to 64 characters. */
  readonly requestUid: string;
  /** The contract's name of the deed, such as 'client.recordPayment'. */
  readonly action: string;
  readonly actor: Actor;
  /** Everything that was asked for; a repeat that asks for something else is another request. */
  readonly input: unknown;
  readonly at: number;
}

/** The same id came with another wish: the first one was carried out, this one was not. */
export interface RequestAnswered {
  readonly code: 'REQUEST_ANSWERED';
}

/**
 * Carries a request out once, inside its transaction: a repeat of it, by the same person with the same input, is answered as the first
 * time and writes nothing. What is refused is not remembered, so that it may be tried again. The answer must be plain JSON.
 */
export function once<Answer, Refusal extends { readonly code: string }>(
  tx: WriteDb,
  { requestUid: uid, action, actor: { staffId }, input, at }: Request,
  decide: () => Result<Answer, Refusal>,
): Result<Answer, Refusal | RequestAnswered> {
  const inputSha256 = hash('sha256', JSON.stringify(input) ?? '');
  const before = answeredRequests.find(tx, uid);
  if (before) {
    const isRepeat =
      before.action === action && before.staffId === staffId && before.inputSha256 === inputSha256;
    return isRepeat ? ok(JSON.parse(before.answer) as Answer) : err({ code: 'REQUEST_ANSWERED' });
  }
  const decided = decide();
  if (decided.ok)
    answeredRequests.insert(tx, {
      uid,
      staffId,
      action,
      inputSha256,
      answer: JSON.stringify(decided.value ?? null),
      at,
    });
  return decided;
}

/** The same where a caller may leave the id out, and then takes it on itself that nothing comes twice. */
export function onceIfNamed<Answer, Refusal extends { readonly code: string }>(
  tx: WriteDb,
  request: Omit<Request, 'requestUid'> & { readonly requestUid?: string | undefined },
  decide: () => Result<Answer, Refusal>,
): Result<Answer, Refusal | RequestAnswered> {
  const { requestUid } = request;
  return requestUid === undefined ? decide() : once(tx, { ...request, requestUid }, decide);
}
