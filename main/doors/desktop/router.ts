import type { Router } from '@orpc/server';
import type { DesktopContract } from '#contract/desktop/contract.ts';
import type { DoorContext } from '../guard.ts';
import { auditHandlers } from './audit.ts';
import { authHandlers } from './auth.ts';
import { balanceHandlers } from './balance.ts';
import { backupHandlers } from './backup.ts';
import { bookingHandlers } from './booking.ts';
import { cancellationHandlers } from './cancellation.ts';
import { cardHandlers } from './card.ts';
import { catalogHandlers } from './catalog.ts';
import { clientHandlers } from './client.ts';
import { closureHandlers } from './closure.ts';
import { completionHandlers } from './completion.ts';
import { decisionHandlers } from './decision.ts';
import { deletionHandlers } from './deletion.ts';
import { documentHandlers } from './document.ts';
import { enrolmentHandlers } from './enrolment.ts';
import { autoInvoiceHandlers } from './auto-invoice.ts';
import { feedHandlers } from './feed.ts';
import { importHandlers } from './import.ts';
import { invoiceHandlers } from './invoice.ts';
import { jobHandlers } from './job.ts';
import { messageHandlers } from './message.ts';
import { noticeHandlers } from './notice.ts';
import { offerHandlers } from './offer.ts';
import { os } from './os.ts';
import { packageHandlers } from './package.ts';
import { participantHandlers } from './participant.ts';
import { prepaymentHandlers } from './prepayment.ts';
import { reportHandlers } from './report.ts';
import { paymentHandlers } from './payment.ts';
import { rescheduleHandlers } from './reschedule.ts';
import { rosterHandlers } from './roster.ts';
import { searchHandlers } from './search.ts';
import { seriesHandlers } from './series.ts';
import { sessionHandlers } from './session.ts';
import { setupHandlers } from './setup.ts';
import { staffHandlers } from './staff.ts';
import { studioHandlers } from './studio.ts';
import { taskHandlers } from './task.ts';
import { tillHandlers } from './till.ts';
import { taxHandlers } from './tax.ts';
import { topicsHandlers } from './topics.ts';
import { undoHandlers } from './undo.ts';
import { viewHandlers } from './view.ts';
import { wageHandlers } from './wage.ts';
import { waitlistHandlers } from './waitlist.ts';

/** The whole desktop contract, implemented. Its type is written out, because the inferred one is too long to be. */
export const router: Router<DesktopContract, DoorContext> = os.router({
  setup: setupHandlers,
  auth: authHandlers,
  studio: studioHandlers,
  card: cardHandlers,
  catalog: catalogHandlers,
  staff: staffHandlers,
  client: clientHandlers,
  session: sessionHandlers,
  feed: feedHandlers,
  booking: bookingHandlers,
  roster: rosterHandlers,
  waitlist: waitlistHandlers,
  packages: packageHandlers,
  participant: participantHandlers,
  series: seriesHandlers,
  completion: completionHandlers,
  wage: wageHandlers,
  report: reportHandlers,
  balance: balanceHandlers,
  document: documentHandlers,
  enrolment: enrolmentHandlers,
  cancellation: cancellationHandlers,
  closure: closureHandlers,
  notice: noticeHandlers,
  decision: decisionHandlers,
  invoice: invoiceHandlers,
  job: jobHandlers,
  payment: paymentHandlers,
  till: tillHandlers,
  task: taskHandlers,
  message: messageHandlers,
  offer: offerHandlers,
  prepayment: prepaymentHandlers,
  reschedule: rescheduleHandlers,
  imports: importHandlers,
  backup: backupHandlers,
  audit: auditHandlers,
  autoInvoice: autoInvoiceHandlers,
  search: searchHandlers,
  undo: undoHandlers,
  deletion: deletionHandlers,
  view: viewHandlers,
  tax: taxHandlers,
  topics: topicsHandlers,
});
