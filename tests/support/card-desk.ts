import type { Db } from '#db/database.ts';
import * as cards from '#db/repositories/card.ts';
import * as charges from '#db/repositories/card-charge.ts';
import * as links from '#db/repositories/card-link.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as clients from '#db/repositories/client.ts';
import { balanceOfClient } from '#db/repositories/ledger.ts';
import * as settings from '#db/repositories/settings.ts';
import type { CardLinkId, ChargeId, ClientId } from '#domain/values/ids.ts';
import { type ChargeRequest, requestCharge } from '#main/cards/request-charge.ts';
import { type LinkRequest, requestLink } from '#main/cards/request-link.ts';
import { createStripeGateway } from '#main/gateways/payment/stripe.ts';
import { watchCardEvents } from '#main/jobs/charge/watch-card-events.ts';
import { createTestDb, openOrThrow, type TestDb } from './database.ts';
import { type FakeStripe, startFakeStripe } from './fake-stripe/start-fake-stripe.ts';
import { createJobHarness, createTestClock, type JobHarness, runForDays } from './job-harness.ts';
import { seedStudio } from './seed-studio.ts';

export const CUSTOMER = 'cus_ada';
export const METHOD = 'pm_ada';

/** A studio with a client who has a card on file at the fake processor, and the engine that charges it. */
export interface CardDesk {
  readonly stripe: FakeStripe;
  readonly clientId: ClientId;
  readonly db: Db;
  /** Of the database file, and the folder that it is in. */
  readonly path: string;
  readonly dir: string;
  readonly harness: JobHarness;
  charge(request?: Partial<ChargeRequest>): ChargeId;
  link(request?: Partial<LinkRequest>): CardLinkId;
  work(): Promise<void>;
  days(days: number): Promise<void>;
  watch(): Promise<boolean>;
  /** The engine starts again after so many ms; whatever was in its memory is gone. */
  restart(gapMs: number): void;
  chargeOf(id: ChargeId): charges.Charge;
  linkOf(id: CardLinkId): links.CardLink;
  balance(): number;
  tasks(): readonly { readonly kind: string; readonly code: string }[];
  wrong(): readonly unknown[];
  close(): Promise<void>;
}

export async function openCardDesk(): Promise<CardDesk> {
  const test: TestDb = createTestDb();
  const stripe = await startFakeStripe();
  seedStudio(test.db);
  const clientId = seedCardholder(test.db, stripe);
  let db = test.db;
  let at = createTestClock().now();
  const clock = () => createTestClock(at);
  let harness = createJobHarness(db, gatewayAt(stripe), { clock: clock() });
  let uids = 0;
  const parts = () => ({ now: harness.clock.now(), newUid: () => `uid-${(uids += 1)}` });
  return {
    stripe,
    clientId,
    path: test.path,
    dir: test.dir,
    get db() {
      return db;
    },
    get harness() {
      return harness;
    },
    charge: (request = {}) => {
      const made = db.write((tx) =>
        requestCharge(tx, { ...aCharge(clientId, (uids += 1)), ...request }, parts()),
      );
      if (!made.ok) throw new Error(made.error.code);
      return made.value.chargeId;
    },
    link: (request = {}) =>
      db.write((tx) => requestLink(tx, { ...aLink(clientId, (uids += 1)), ...request }, parts())),
    work: () => harness.runner.runUntilIdle(),
    days: (days) => runForDays(harness, db, days),
    watch: () => watchCardEvents(harness.ctx),
    restart: (gapMs) => {
      at = harness.clock.now() + gapMs;
      stripe.advance(gapMs);
      db.close();
      db = openOrThrow({ path: test.path });
      harness = createJobHarness(db, gatewayAt(stripe), { clock: clock() });
    },
    chargeOf: (id) => there(charges.findById(db.read, id)),
    linkOf: (id) => there(links.findById(db.read, id)),
    balance: () => balanceOfClient(db.read, clientId),
    tasks: () => db.read.all(`SELECT kind, code FROM tasks WHERE state = 'open' ORDER BY id`),
    wrong: () => findViolations(db.read),
    close: async () => {
      db.close();
      test.cleanup();
      await stripe.close();
    },
  };
}

/** Ada, with a card on file. */
export function seedCardholder(db: Db, stripe?: FakeStripe): ClientId {
  stripe?.cards.addCardholder({ customer: CUSTOMER, method: METHOD });
  return db.write((tx) => {
    settings.set(tx, 'payment_provider', { livemode: false, account: 'acct_fake' }, 0);
    const clientId = clients.insert(tx, {
      firstName: 'Ada',
      lastName: 'Example',
      email: 'ada@example.org',
      createdAt: 0,
    }).id;
    const customer = {
      clientId,
      provider: 'stripe' as const,
      uid: 'customer-ada',
      requestBody: '{}',
      requestSha256: '',
      createdAt: 0,
    };
    const id = cards.insertCustomer(tx, customer);
    cards.nameCustomer(tx, id, CUSTOMER);
    const facts = { id: METHOD, brand: 'visa', last4: '4242', expMonth: 12, expYear: 2030 };
    cards.keep(tx, { ...customer, id, providerId: CUSTOMER }, facts, 0);
    return clientId;
  });
}

function gatewayAt(stripe: FakeStripe) {
  const made = createStripeGateway({
    apiKey: 'rk_test_0123456789',
    apiBase: stripe.url,
    timeoutMs: 300,
  });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

const aCharge = (clientId: ClientId, n: number): ChargeRequest => ({
  requestUid: `request-${n}`,
  clientId,
  amountMinor: 4500,
  purpose: 'balance',
  description: 'Ten classes',
  requestedBy: null,
});

const aLink = (clientId: ClientId, n: number): LinkRequest => ({
  requestUid: `request-${n}`,
  clientId,
  kind: 'setup',
  amountMinor: null,
  invoiceId: null,
  title: 'Card on file',
  sendEmail: false,
  requestedBy: null,
});

function there<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('it is not there');
  return found;
}
