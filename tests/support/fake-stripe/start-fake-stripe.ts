import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createBooks } from './books.ts';
import type { FakePayment, FakeRefund, NewPayment } from './books.ts';
import { parseForm } from './call.ts';
import { createCardBooks } from './card-books.ts';
import { disputeJson, methodJson, sessionJson } from './card-objects.ts';
import { refundJson } from './objects.ts';
import { createFakeCards, type FakeCards } from './fake-cards.ts';
import type { FakeCall } from './call.ts';
import { createFaultPlan } from './fault-plan.ts';
import type { FaultPlan } from './fault-plan.ts';
import { createKeyMemory } from './key-memory.ts';
import { createPipeline } from './pipeline.ts';
import { createRateWindow } from './rate-window.ts';
import { isDoneLate, latenessOf, reply, sever, slownessOf } from './reply.ts';

export interface FakeStripeOptions {
  /** A free one unless told. */
  readonly port?: number;
  /** Any key of an accepted form unless told. */
  readonly apiKeys?: readonly string[];
  /** Calls a second over any second, else 429; unlimited unless told. */
  readonly ratePerSecond?: number;
  /** Added before every answer. */
  readonly latencyMs?: number;
  /** Called at each step of a call; the call waits for it. For killing the caller at exactly that point. */
  readonly onBoundary?: (
    boundary: 'received' | 'executed' | 'answered',
    call: FakeCall,
  ) => void | Promise<void>;
}

/** A card processor on this machine that keeps state over any number of callers, crashes and restarts of theirs. */
export interface FakeStripe {
  readonly url: URL;
  readonly port: number;
  readonly calls: readonly FakeCall[];
  readonly faults: FaultPlan;
  addPayment(payment: NewPayment): FakePayment;
  /** By PaymentIntent id, oldest first. */
  refundsOf(paymentId: string): readonly FakeRefund[];
  allRefunds(): readonly FakeRefund[];
  /** Live refunds of a payment, whoever made them. */
  refundedMinor(paymentId: string): number;
  /** Somebody refunds in the provider's own dashboard (R7). */
  refundOutside(paymentId: string, amountMinor: number): FakeRefund;
  dispute(paymentId: string): void;
  /** Time passes at the bank: pending refunds arrive, late failures fail. Returns how many changed. */
  settle(): number;
  readonly cards: FakeCards;
  /** Does what `drop-then-wait` holds back. */
  doHeld(): void;
  setRate(ratePerSecond: number | undefined): void;
  /** Time passes for keys, refunds and events, not for the rate limit. */
  advance(ms: number): void;
  /** Forgets keys first used so long ago or longer; returns how many. The provider may after 24 h. */
  pruneKeysOlderThan(ms: number): number;
  /** Refuses connections, keeping all state, until `goOnline`, which takes the same port again. */
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  close(): Promise<void>;
}

export async function startFakeStripe(options: FakeStripeOptions = {}): Promise<FakeStripe> {
  let skewMs = 0;
  const now = (): number => Date.now() + skewMs;
  const books = createBooks(now, refundJson);
  const cards = createCardBooks(books, { methodJson, sessionJson, disputeJson });
  const keys = createKeyMemory();
  const faults = createFaultPlan();
  const rate = createRateWindow(options.ratePerSecond);
  const calls: FakeCall[] = [];
  const held: (() => void)[] = [];
  let refundCalls = 0;

  const record = (request: IncomingMessage, body: string): FakeCall => {
    const url = new URL(request.url ?? '/', 'http://fake');
    const key = request.headers['idempotency-key'];
    const isRefund = request.method === 'POST' && url.pathname === '/v1/refunds';
    const call: FakeCall = {
      index: calls.length,
      refundIndex: isRefund ? refundCalls++ : undefined,
      method: request.method ?? '',
      path: url.pathname,
      params: parseForm(body === '' ? url.search : body),
      idempotencyKey: typeof key === 'string' ? key : undefined,
      at: now(),
      arrivedMs: performance.now(),
      fault: undefined,
      answered: undefined,
      replayed: false,
    };
    call.fault = faults.take(call);
    calls.push(call);
    return call;
  };

  const pipeline = createPipeline({ books, cards, keys, rate, apiKeys: options.apiKeys });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = record(request, await bodyOf(request));
    await options.onBoundary?.('received', call);
    if (call.fault === 'drop-before' || call.fault === 'hang') return sever(call, response);
    const { work, keep } = pipeline(call, request.headers.authorization);
    if (isDoneLate(call)) {
      sever(call, response);
      if (call.fault === 'drop-then-wait') await new Promise<void>((resolve) => held.push(resolve));
      else await pause(latenessOf(call));
    }
    const answer = work();
    await options.onBoundary?.('executed', call);
    await pause((options.latencyMs ?? 0) + slownessOf(call));
    keep(answer);
    if (call.answered !== undefined) return;
    if (call.fault === 'do-then-drop' || call.fault === 'do-then-hang') return sever(call, response);
    reply(call, response, answer);
    await options.onBoundary?.('answered', call);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;

  return {
    url: new URL(`http://127.0.0.1:${port}`),
    port,
    calls,
    faults,
    addPayment: (payment) => books.addPayment(payment),
    refundsOf: books.refundsOf,
    allRefunds: () => [...books.refunds.values()],
    refundedMinor: books.refundedMinor,
    refundOutside: (paymentId, amountMinor) => {
      const payment = paymentIn(books.payments, paymentId);
      return books.addRefund(
        {
          paymentId,
          amountMinor,
          reason: undefined,
          metadata: {},
          idempotencyKey: undefined,
          status: 'succeeded',
          failureCode: undefined,
          pendingReason: undefined,
          failsLate: false,
        },
        payment,
      );
    },
    dispute: (paymentId) => {
      paymentIn(books.payments, paymentId).disputed = true;
    },
    settle: () => books.settle() + cards.settleCharges(),
    cards: createFakeCards(books, cards),
    doHeld: () => {
      for (const go of held.splice(0)) go();
    },
    setRate: (ratePerSecond) => rate.set(ratePerSecond),
    advance: (ms) => {
      skewMs += ms;
    },
    pruneKeysOlderThan: (ms) => keys.pruneUntil(now() - ms),
    goOffline: stop,
    goOnline: () => listen(port),
    close: stop,
  };
}

function paymentIn(payments: ReadonlyMap<string, FakePayment>, id: string): FakePayment {
  const payment = payments.get(id);
  if (payment === undefined) throw new Error(`the fake has no payment ${id}`);
  return payment;
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
