import { errorAnswer, serverError } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Books } from './books.ts';
import { canonicalForm } from './call.ts';
import type { CardBooks } from './card-books.ts';
import type { FakeCall } from './call.ts';
import type { KeyMemory } from './key-memory.ts';
import type { RateWindow } from './rate-window.ts';
import { routeOf } from './routes.ts';

export interface PipelineParts {
  readonly books: Books;
  readonly cards: CardBooks;
  readonly keys: KeyMemory;
  readonly rate: RateWindow;
  readonly apiKeys: readonly string[] | undefined;
}

/** A call that came through; its key, if it has a new one, is in use from now on. */
export interface Admitted {
  /** Does it. */
  readonly work: () => Answer;
  /** Puts the answer under the key, which is then no longer in use. */
  readonly keep: (answer: Answer) => void;
}

/** One call through the provider's layers in their documented order: who, how often, key, parameters, work. */
export function createPipeline(parts: PipelineParts) {
  return (call: FakeCall, authorization: string | undefined): Admitted => {
    const refused = gate(parts, call, authorization);
    return refused === undefined ? admit(parts, call) : plain(refused);
  };
}

const plain = (answer: Answer): Admitted => ({ work: () => answer, keep: () => {} });

/** 401 and 429 come before the key layer. */
function gate(
  { rate, apiKeys }: PipelineParts,
  call: FakeCall,
  authorization: string | undefined,
): Answer | undefined {
  const key = authorization?.replace(/^Bearer /, '') ?? '';
  const known = apiKeys?.includes(key) ?? /^(rk|sk)_(test|live)_/.test(key);
  if (!known || call.fault === '401') {
    return errorAnswer(401, { type: 'invalid_request_error', message: `Invalid API Key provided: ${key}` });
  }
  if (call.fault === '403') {
    return errorAnswer(403, { type: 'invalid_request_error', message: 'The key may not do this.' });
  }
  if (call.fault?.startsWith('429-after:')) {
    return { ...tooMany, headers: { 'retry-after': call.fault.slice('429-after:'.length) } };
  }
  if (call.fault === '429' || !rate.admits(call.arrivedMs)) {
    return tooMany;
  }
  return undefined;
}

function admit({ books, cards, keys }: PipelineParts, call: FakeCall): Admitted {
  if (call.fault === '500-before') return plain(serverError());
  const key = call.method === 'POST' ? call.idempotencyKey : undefined;
  const fingerprint = `${call.path} ${canonicalForm(call.params)}`;
  const state = key === undefined ? undefined : keys.open(key, fingerprint);
  if (call.fault === '409' || state?.kind === 'in_use') return plain(keyInUse);
  if (state?.kind === 'mismatch') return plain(keyMismatch);
  if (state?.kind === 'replay') {
    call.replayed = true;
    return plain({ ...state.answer, headers: { 'idempotent-replayed': 'true' } });
  }
  const route = routeOf(books, cards, call);
  const wrong = route.check();
  if (wrong !== undefined) return plain(wrong);
  if (key !== undefined) keys.lock(key, fingerprint, call.at);
  return {
    work: () => {
      const result = call.fault === '500-stored' ? serverError() : route.run();
      return call.fault === 'do-then-500' ? serverError() : result;
    },
    keep: (answer) => {
      if (key !== undefined) keys.store(key, answer);
    },
  };
}

const tooMany = errorAnswer(429, {
  type: 'invalid_request_error',
  code: 'rate_limit',
  message: 'Too many requests',
});

const keyInUse = errorAnswer(409, {
  type: 'idempotency_error',
  code: 'idempotency_key_in_use',
  message: 'There is another request in progress with this key.',
});

const keyMismatch = errorAnswer(400, {
  type: 'idempotency_error',
  message:
    'Keys for idempotent requests can only be used with the same parameters they were first used with.',
});
