import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import { accountOf, clientAccount, postTransaction } from '#db/repositories/ledger.ts';
import * as payments from '#db/repositories/payment.ts';
import { NO_TAX } from '#domain/tax/tax.ts';
import type { InvoiceId, JobId, SessionId } from '#domain/values/ids.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import type { MailGateway, OutgoingMail } from '#main/gateways/mail/port.ts';
import { mailInvoice } from '#main/invoices/mail-invoice.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import { submitCancellation } from '#main/services/cancellation/submit-cancellation.ts';
import { controlJob } from '#main/services/job/control-job.ts';
import { creditInvoice } from '#main/services/invoice/credit-invoice.ts';
import { payInvoice } from '#main/services/invoice/pay-invoice.ts';
import { runReminders } from '#main/services/invoice/send-invoice.ts';
import { onAccount } from '#tests/main/services/completion/completion-desk.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { createJobHarness, runForDays } from '#tests/support/job-harness.ts';
import { pdfText } from '#tests/support/pdf-text.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { insertPayment } from '#tests/support/scenario-money.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { draftFor, invoiceOf, invoiceRows, issued, pay } from './invoice-desk.ts';

let test: TestDb;
let story: StudioStory;
beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db);
});
afterEach(() => {
  expect(findViolations(test.db.read)).toEqual([]);
  test.cleanup();
});

const mails: OutgoingMail[] = [];
const postman: MailGateway = {
  kind: 'smtp',
  send: (mail) => {
    mails.push(mail);
    return Promise.resolve({ kind: 'sent', response: '250' });
  },
};

it('a bulk cancellation gives paid invoices back as they were paid, credits issued ones, and takes drafts down', async () => {
  const account = { kind: 'account', amountMinor: 2500 } as const;
  const { sessionId } = story
    .withSession()
    .withBooking({ client: 'Ada', funding: [account] })
    .withBooking({ client: 'Ben', funding: [account] })
    .withBooking({ client: 'Cleo', funding: [account] });
  const [ada, ben, cleo] = ['Ada', 'Ben', 'Cleo'].map((name) => story.client(name));
  if (!ada || !ben || !cleo) throw new Error('three clients');
  const paid = draftFor(test.db, ada, 'scheduled');
  const sent = draftFor(test.db, ben, 'scheduled');
  const draft = draftFor(test.db, cleo, 'scheduled');
  for (const id of [paid, sent]) issued(test.db, id, SEED_NOW);
  const part = pay(test.db, ada, paid, 1501);
  const rest = pay(test.db, ada, paid, 999);
  const { ctx } = createTestServices(test.db);
  const actor = anOwner(story.studio.owner);
  const preview = previewCancellation(ctx, actor, { sessionIds: [sessionId] });
  expect(preview.refundTotalMinor).toBe(2500);
  const done = await submitCancellation(ctx, actor, {
    sessionIds: [sessionId],
    requestUid: randomUUID(),
    planHash: preview.planHash,
    reason: 'Storm',
    message: { channel: 'none', subject: '', body: '' },
    typedTotalMinor: preview.refundTotalMinor,
  });
  expect(done.ok).toBe(true);
  await runForDays(createJobHarness(test.db, createLockedGateway()), test.db, 1);
  const stands = (id: InvoiceId) => {
    const { totalMinor, creditedMinor, paidMinor } = invoiceOf(test.db, id);
    return [totalMinor, creditedMinor, paidMinor];
  };
  expect([stands(paid), stands(sent), stands(draft)]).toEqual([
    [2500, 2500, 0],
    [2500, 2500, 0],
    [0, 0, 0],
  ]);
  // Cash goes to the account: both payments are free again, to the cent, and nobody owes anything.
  expect([part, rest].map((id) => payments.freeMinor(test.db.read, id))).toEqual([1501, 999]);
  expect(onAccount(test.db, 'client')).toBe(-2500);
});

it('of a place that is about to be canceled nothing is credited, and money for its invoice pays what is charged first', async () => {
  const { sessionId } = story
    .withSession()
    .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] });
  const ada = story.client('Ada');
  const id = draftFor(test.db, ada, 'scheduled', [
    { description: 'Sheet music', quantityMilli: 1000, unitMinor: 400, rate: NO_TAX },
  ]);
  issued(test.db, id, SEED_NOW);
  const { ctx } = createTestServices(test.db);
  const actor = anOwner(story.studio.owner);
  await cancelSoon(sessionId);
  const [place, own] = lines.list(test.db.read, id);
  if (!place || !own) throw new Error('two lines');
  const credited = creditInvoice(ctx, actor, {
    requestUid: randomUUID(),
    id,
    version: invoiceOf(test.db, id).version,
    reason: 'Goodwill',
    parts: [{ lineId: place.id, amountMinor: 2500 }],
  });
  expect(credited).toMatchObject({ ok: false, error: { code: 'LINE_STILL_OPEN' } });
  pay(test.db, ada, id, 1000);
  await runForDays(createJobHarness(test.db, createLockedGateway()), test.db, 1);
  // The line of its own stays paid; what was paid of the place is free again, and nobody has got anything for nothing.
  expect(invoiceOf(test.db, id)).toMatchObject({ totalMinor: 2900, creditedMinor: 2500, paidMinor: 400 });
  expect(onAccount(test.db, 'client')).toBe(-600);
});

it('what was paid of an invoice while its session was about to be canceled pays for the place when the job is stopped', async () => {
  const { sessionId } = story
    .withSession()
    .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] });
  const ada = story.client('Ada');
  const id = draftFor(test.db, ada, 'scheduled');
  issued(test.db, id, SEED_NOW);
  const { ctx } = createTestServices(test.db);
  const actor = anOwner(story.studio.owner);
  const jobId = await cancelSoon(sessionId);
  const money = test.db.write((tx) =>
    insertPayment(tx, { clientId: ada, method: 'cash', amountMinor: 2500, purpose: 'balance' }),
  );
  // The balance is used up elsewhere: only what is left of it can pay for a place to come, in a job or not.
  test.db.write((tx) =>
    postTransaction(tx, { kind: 'charge', subjectKind: 'booking', subjectId: 1, at: 0 }, [
      { accountId: clientAccount(tx, ada), amountMinor: 1000 },
      { accountId: accountOf(tx, 'revenue'), amountMinor: -1000 },
    ]),
  );
  const paid = (amountMinor: number) =>
    payInvoice(ctx, actor, { requestUid: randomUUID(), id, payments: [{ paymentId: money, amountMinor }] });
  expect(paid(2000)).toMatchObject({ error: { code: 'NOT_ENOUGH_CREDIT', creditMinor: 1500 } });
  expect(paid(1500).ok).toBe(true);
  expect(controlJob(ctx, actor, jobId, 'stop').ok).toBe(true);
  await runForDays(createJobHarness(test.db, createLockedGateway()), test.db, 1);
  expect(invoiceRows(test.db).fundings).toEqual([
    { booking_id: 1, kind: 'account', amount_minor: 1000, payment_id: null },
    { booking_id: 1, kind: 'payment', amount_minor: 1500, payment_id: money },
  ]);
});

async function cancelSoon(sessionId: SessionId): Promise<JobId> {
  const { ctx } = createTestServices(test.db);
  const actor = anOwner(story.studio.owner);
  const { planHash } = previewCancellation(ctx, actor, { sessionIds: [sessionId] });
  const message = { channel: 'none', subject: '', body: '' } as const;
  const wish = { sessionIds: [sessionId], requestUid: randomUUID(), planHash, reason: 'Storm', message };
  const done = await submitCancellation(ctx, actor, wish);
  if (!done.ok) throw new Error(done.error.code);
  return done.value.jobId;
}

it('invoices go out with their PDF, and each automatic reminder once', async () => {
  story.withSession().withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] });
  const id = draftFor(test.db, story.client('Ada'), 'scheduled');
  issued(test.db, id, SEED_NOW);
  test.db.write((tx) => {
    tx.run(`INSERT INTO settings (key, value, changed_at) VALUES ('invoices', '{"reminderDays":[7,21]}', 0)`);
    mailInvoice(tx, { id, kind: 'invoice', uid: randomUUID(), at: SEED_NOW });
    return undefined;
  });
  mails.length = 0;
  await runForDays(createJobHarness(test.db, createLockedGateway(), { mail: postman }), test.db, 1);
  const attached = mails[0]?.attachments?.[0];
  expect(attached).toMatchObject({ fileName: 'invoice-INV-0001.pdf', contentType: 'application/pdf' });
  expect(pdfText(attached?.content ?? new Uint8Array()).join(' ')).toContain('INV-0001');

  const day = 86_400_000;
  const remindersAfter = (days: number): number => {
    const { ctx } = createTestServices(test.db, { now: () => SEED_NOW + days * day });
    runReminders(ctx);
    runReminders(ctx);
    return (
      test.db.read.get<{ n: number }>(`SELECT COUNT(*) AS n FROM messages WHERE kind = 'invoice_reminder'`)
        ?.n ?? 0
    );
  };
  // Due after 14 days; then 7 and 21 days more.
  expect([20, 21, 22, 34, 35, 60].map(remindersAfter)).toEqual([0, 1, 1, 1, 2, 2]);
  pay(test.db, story.client('Ada'), id, 2500);
  expect(remindersAfter(90)).toBe(2);
});
