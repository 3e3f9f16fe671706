import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { Pieces } from '#main/gateways/files/port.ts';
import type { Db } from '#db/database.ts';
import { openDatabase } from '#db/open.ts';
import * as jobs from '#db/repositories/job.ts';
import type { BookingId, ClientId, JobId, PaymentId, SessionId, StaffId } from '#domain/values/ids.ts';
import { createFolderFiles } from '#main/gateways/files/folder.ts';
import type { MailGateway } from '#main/gateways/mail/port.ts';
import type { CardGateway } from '#main/gateways/payment/card/port.ts';
import type { PaymentGateway } from '#main/gateways/payment/port.ts';
import { createStripeGateway } from '#main/gateways/payment/stripe.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import { cancelBooking } from '#main/services/booking-cancellation/cancel-booking.ts';
import { previewBookingCancellation } from '#main/services/booking-cancellation/preview-booking-cancellation.ts';
import type { Actor, ServiceContext } from '#main/services/context.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import { saveOwedRequestCsvs } from '#main/services/cancellation/save-request-csv.ts';
import { submitCancellation } from '#main/services/cancellation/submit-cancellation.ts';
import { refundPayment } from '#main/services/payment/refund-payment.ts';
import { runExpiries } from '#main/services/package/run-expiries.ts';
import { watchCardEvents } from '#main/jobs/charge/watch-card-events.ts';
import { sendCardLink } from '#main/services/card/card-links.ts';
import { chargeCard } from '#main/services/card/charge-card.ts';
import { createJobHarness, createTestClock, runForDays } from '#tests/support/job-harness.ts';
import type { LifeOrder } from './life-order.ts';

/** Called at every kill point, with its name. */
export type OnPoint = (name: string) => void;

/**
 * One life of the engine: asks for the cancellation (again, if it was asked before) and works until nothing is due. Kill points
 * lie before every statement that writes, after every commit, before and after every call to the provider and every file and
 * message that goes out.
 */
export async function live(order: LifeOrder, onPoint: OnPoint): Promise<void> {
  let armed = false;
  const point: OnPoint = (name) => {
    if (armed) onPoint(name);
  };
  const db = open(order, point);
  const clock = createTestClock(order.startAt);
  armed = true;
  const ctx = services(order, point, db);
  keepCsvs(ctx);
  if (order.act === 'undo') db.write((tx) => jobs.wish(tx, 1 as JobId, 'undo', ['done', 'stopped']));
  else if (order.act === 'expire') runExpiries(ctx);
  else if (order.act === 'charge') askForMoney(ctx);
  else if (order.act === 'auto_invoice') startDueRuns(ctx);
  else if (order.act === 'cancel_booking') await askForBooking(ctx);
  else if (order.act === 'refund_payment') await askForRefund(ctx);
  else await ask(order, ctx);
  keepCsvs(ctx);
  const parts = { mail: mailbox(order, point), clock };
  const harness = createJobHarness(db, gateway(order, point), parts);
  await runForDays(harness, db, 40);
  if (order.act === 'charge') {
    await watchCardEvents(harness.ctx);
    await runForDays(harness, db, 40);
  }
  armed = false;
  db.close();
}

function open(order: LifeOrder, point: OnPoint): Db {
  const opened = openDatabase({
    path: order.database,
    onStatement: (sql) => {
      if (!/^\s*(SELECT|WITH|PRAGMA)/i.test(sql)) point(sql.trim().slice(0, 60).replaceAll('\n', ' '));
    },
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  return {
    ...db,
    write: (fn) => {
      const value = db.write(fn);
      point('committed');
      return value;
    },
  };
}

function gateway(order: LifeOrder, point: OnPoint): PaymentGateway & CardGateway {
  const made = createStripeGateway({
    apiKey: 'rk_test_0123456789',
    apiBase: new URL(order.provider),
    timeoutMs: 5000,
  });
  if (!made.ok) throw new Error(made.error.code);
  const real = made.value;
  /** One call after the other, so that the points come in the same order in every life. */
  let last: Promise<unknown> = Promise.resolve();
  const step = <T>(name: string, call: () => Promise<T>): Promise<T> => {
    const mine = last.then(async () => {
      point(`before ${name}`);
      const answer = await call();
      point(`after ${name}`);
      return answer;
    });
    last = mine;
    return mine;
  };
  return Object.fromEntries(
    Object.entries(real).map(([name, value]) => [
      name,
      typeof value === 'function'
        ? (...given: never[]) => step(name, () => (value as (...all: never[]) => Promise<unknown>)(...given))
        : value,
    ]),
  ) as unknown as typeof real;
}

/** Messages land in a file, one line each, so that they outlive the process. */
function mailbox(order: LifeOrder, point: OnPoint): MailGateway {
  return {
    kind: 'smtp',
    send: (message) => {
      point('before message');
      appendFileSync(order.mailbox, `${JSON.stringify(message)}\n`);
      point('after message');
      return Promise.resolve({ kind: 'sent', response: '250 ok' });
    },
  };
}

/** What the engine does soon after its start, and soon after a job was accepted whose window has gone. */
function keepCsvs(ctx: ServiceContext): void {
  ctx.gateways.files.tidy();
  saveOwedRequestCsvs(ctx);
}

function services(order: LifeOrder, point: OnPoint, db: Db): ServiceContext {
  const files = createFolderFiles(order.downloads);
  return {
    db,
    now: () => order.startAt,
    newUid: randomUUID,
    announce: () => undefined,
    wakeJobs: () => undefined,
    csvOwed: () => undefined,
    moneyFrozen: () => 0,
    gateways: {
      files: {
        ...files,
        save: (name: string, pieces: () => Pieces) => {
          point('before file');
          const saved = files.save(name, function* () {
            for (const piece of pieces()) {
              point('within file');
              yield piece;
            }
          });
          point('after file');
          return saved;
        },
      },
    },
  } as unknown as ServiceContext;
}

async function ask(order: LifeOrder, ctx: ServiceContext): Promise<void> {
  const { db } = ctx;
  const actor = ownerOf(db);
  const sessionIds = db.read
    .all<{ id: SessionId }>('SELECT id FROM sessions ORDER BY id')
    .map(({ id }) => id);
  const selection = { sessionIds, nonCardRefund: order.nonCardRefund };
  const preview = previewCancellation(ctx, actor, selection);
  const answer = await submitCancellation(ctx, actor, {
    ...selection,
    requestUid: 'request-1',
    planHash: preview.planHash,
    reason: 'Storm',
    message: { channel: 'email', subject: 'Canceled at {{studio}}', body: '{{sessions}}\n{{refunds}}' },
    typedTotalMinor: preview.refundTotalMinor,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
}

/** What the desk asks for of Ada's card, and again after a lost answer. */
function askForMoney(ctx: ServiceContext): void {
  const actor = ownerOf(ctx.db);
  const clientId = ctx.db.read.get<{ id: ClientId }>('SELECT id FROM clients')?.id;
  if (clientId === undefined) throw new Error('the studio has a client');
  const charge = { clientId, description: 'Ten classes' };
  const link = { clientId, title: 'Two classes', sendEmail: true };
  const answers = [
    chargeCard(ctx, actor, { ...charge, requestUid: 'charge-1', amountMinor: 4500 }),
    chargeCard(ctx, actor, { ...charge, requestUid: 'charge-2', amountMinor: 700 }),
    sendCardLink(ctx, actor, { ...link, requestUid: 'link-request-1', kind: 'payment', amountMinor: 1200 }),
    sendCardLink(ctx, actor, { ...link, requestUid: 'link-request-2', kind: 'setup' }),
  ];
  for (const answer of answers) if (!answer.ok) throw new Error(JSON.stringify(answer.error));
}

/** Ina's, which is paid in four ways. */
export const CANCELED_BOOKING = 11 as BookingId;

/** As the dialog sends it, and again after a lost answer: by then there is nothing left to plan, and its name stands for what was done. */
async function askForBooking(ctx: ServiceContext): Promise<void> {
  const actor = ownerOf(ctx.db);
  const choice = { id: CANCELED_BOOKING, money: 'back' } as const;
  const preview = previewBookingCancellation(ctx, actor, choice);
  const answer = await cancelBooking(ctx, actor, {
    ...choice,
    requestUid: 'request-1',
    version: 1,
    by: 'client',
    reason: 'Ill',
    planHash: preview.ok ? preview.value.planHash : '',
    message: { channel: 'email', subject: 'Canceled at {{studio}}', body: '{{sessions}}\n{{refunds}}' },
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
}

/** Gus, of whose card 5.00 were given back before, gets 20.00 to the card and 3.00 kept; Cleo's cash is handed over. */
async function askForRefund(ctx: ServiceContext): Promise<void> {
  const { db } = ctx;
  const actor = ownerOf(db);
  const paid = (where: string) =>
    db.read.get<{ id: PaymentId; clientId: ClientId }>(
      `SELECT p.id, p.client_id AS clientId FROM payments p JOIN clients c ON c.id = p.client_id WHERE ${where}`,
    );
  const gus = paid(`p.provider_ref = 'pi_gus'`);
  const cleo = paid(`c.first_name = 'Cleo' AND p.method = 'cash'`);
  if (!gus || !cleo) throw new Error('the storm has these payments');
  const wishes = [
    {
      requestUid: 'refund-request-1',
      clientId: gus.clientId,
      parts: [
        { paymentId: gus.id, amountMinor: 2000, way: 'card' as const },
        { paymentId: gus.id, amountMinor: 300, way: 'account_credit' as const },
      ],
    },
    {
      requestUid: 'refund-request-2',
      clientId: cleo.clientId,
      parts: [{ paymentId: cleo.id, amountMinor: 1000, way: 'cash' as const }],
    },
  ];
  for (const wish of wishes) {
    const answer = await refundPayment(ctx, actor, { ...wish, reason: 'Moved away', isHandedOver: true });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  }
}

function ownerOf(db: Db): Actor {
  const owner = db.read.get<{ id: StaffId }>(`SELECT id FROM staff WHERE role = 'owner'`);
  if (!owner) throw new Error('the studio has an owner');
  return { staffId: owner.id, name: 'Olga Owner', role: 'owner', practitionerId: null };
}
