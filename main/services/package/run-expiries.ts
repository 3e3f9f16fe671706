import type { ReadDb, WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotBooks from '#db/repositories/lot-books.ts';
import * as lotLists from '#db/repositories/lot-list.ts';
import * as messages from '#db/repositories/message.ts';
import * as studios from '#db/repositories/studio.ts';
import type { CreditLot } from '#db/schema/package.ts';
import { clientName } from '#domain/client/client-name.ts';
import { writePackageNotice } from '#domain/message/package-notice.ts';
import { ok } from '#domain/values/result.ts';
import { addDays, type LocalDate } from '#domain/values/time.ts';
import { moneyRecipient, postToClient } from '../../messages/write-to-client.ts';
import { readTemplates } from '../../settings/message-templates.ts';
import { readPackageSettings } from '../../settings/studio-settings.ts';
import { commit } from '../commit.ts';
import type { ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';
import { remainingOf, studioDay } from './find-lot.ts';

/** So many lots in one transaction, so that nobody at the desk waits behind a thousand of them. */
const AT_ONCE = 50;
/** Of a package that was over for longer nobody is told any more: it would only be a riddle. */
const TELL_DAYS_AFTER = 60;

/**
 * Lets due lots expire, each once: what remains is gone, its value is income, the history and the client hear of it; then tells those whose
 * package ends soon. Safe to run at any time, again, after weeks in which the app was closed, and with the clock set back: an expired lot has
 * nothing left to expire, and a message about one last day is written once. Left alone while money must not move.
 */
export function runExpiries(context: ServiceContext): void {
  while (runSomeExpiries(context)) continue;
}

/** The same for the next few of them; true if there may be more, so that the caller can let others have their turn between. */
export function runSomeExpiries(context: ServiceContext): boolean {
  const { read } = context.db;
  if (!studios.find(read)) return false;
  const today = studioDay(read, context.now());
  return expireSome(context, today) || tellSome(context, today);
}

function expireSome(context: ServiceContext, today: LocalDate): boolean {
  if (creditLots.listToExpire(context.db.read, today, 1).length === 0 || context.moneyFrozen() > 0)
    return false;
  commit(context, ['clients', 'packages', 'messages'], (tx) => {
    for (const lot of creditLots.listToExpire(tx, today, AT_ONCE)) expire(tx, context, lot, today);
    return ok(undefined);
  });
  context.wakeJobs();
  return true;
}

function expire(tx: WriteDb, context: ServiceContext, lot: CreditLot, today: LocalDate): void {
  const at = context.now();
  const gone = lotBooks.expireRest(tx, lot, { at });
  if (!gone) return;
  recordDeed(tx, null, at, {
    action: 'package.expired',
    subjectKind: 'client',
    subjectId: lot.clientId,
    data: { lotId: lot.id, credits: gone.credits, amountMinor: gone.amountMinor },
  });
  const isRecent = lot.expiresOn !== null && lot.expiresOn >= addDays(today, -TELL_DAYS_AFTER);
  if (isRecent && readPackageSettings(tx).tellExpired) tell(tx, lot, 'package_expired', gone.credits, at);
}

/** Once for each last day of a lot, so many days before it. */
function tellSome(context: ServiceContext, today: LocalDate): boolean {
  const days = readPackageSettings(context.db.read).tellDaysBefore;
  if (days === null) return false;
  const soon = addDays(today, days);
  if (lotLists.listToTell(context.db.read, { today, soon }, 1).length === 0) return false;
  commit(context, ['messages'], (tx) => {
    const at = context.now();
    for (const lot of lotLists.listToTell(tx, { today, soon }, AT_ONCE))
      tell(tx, lot, 'package_expiring', remainingOf(lot), at);
    return ok(undefined);
  });
  context.wakeJobs();
  return true;
}

function tell(
  tx: WriteDb,
  lot: CreditLot,
  kind: 'package_expiring' | 'package_expired',
  credits: number,
  at: number,
): void {
  const uid = `${kind}.${lot.id}.${lot.expiresOn}`;
  const client = clients.getById(tx, lot.clientId);
  if (client.state !== 'active' || lot.expiresOn === null || isWritten(tx, uid)) return;
  const template = readTemplates(tx)[kind === 'package_expiring' ? 'packageExpiring' : 'packageExpired'];
  const to = moneyRecipient(tx, client);
  const owner = clientName(client);
  const text = writePackageNotice(template, {
    clientName: to.name,
    // Whoever pays for a family hears whose package it is.
    package: to.name === owner ? lot.name : `${lot.name} (${owner})`,
    credits,
    expiresOn: lot.expiresOn,
    studio: studios.get(tx),
  });
  postToClient(tx, { uid, kind, to, at }, text);
}

const isWritten = (db: ReadDb, uid: string): boolean => messages.wasWritten(db, uid);
