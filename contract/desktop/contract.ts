import { audit } from './audit.ts';
import { auth } from './auth.ts';
import { balance } from './balance.ts';
import { autoInvoice } from './auto-invoice.ts';
import { backup } from './backup.ts';
import { booking } from './booking.ts';
import { cancellation } from './cancellation.ts';
import { card } from './card.ts';
import { catalog } from './catalog.ts';
import { client } from './client.ts';
import { closure } from './closure.ts';
import { completion } from './completion.ts';
import { decision } from './decision.ts';
import { deletion } from './deletion.ts';
import { document } from './document.ts';
import { enrolment } from './enrolment.ts';
import { feed } from './feed.ts';
import { imports } from './import.ts';
import { invoice } from './invoice.ts';
import { job } from './job.ts';
import { message } from './message.ts';
import { notice } from './notice.ts';
import { offer } from './offer.ts';
import { packages } from './package.ts';
import { participant } from './participant.ts';
import { prepayment } from './prepayment.ts';
import { report } from './report.ts';
import { payment } from './payment.ts';
import { reschedule } from './reschedule.ts';
import { roster } from './roster.ts';
import { search } from './search.ts';
import { series } from './series.ts';
import { session } from './session.ts';
import { setup } from './setup.ts';
import { staff } from './staff.ts';
import { studio } from './studio.ts';
import { task } from './task.ts';
import { till } from './till.ts';
import { tax } from './tax.ts';
import { topics } from './topics.ts';
import { undo } from './undo.ts';
import { view } from './view.ts';
import { wage } from './wage.ts';
import { waitlist } from './waitlist.ts';

/**
 * All that a window may ask of the engine, one word per feature. The type names each part, because the type written out in
 * full would be longer than the compiler keeps.
 */
export type DesktopContract = {
  readonly setup: typeof setup;
  readonly auth: typeof auth;
  readonly studio: typeof studio;
  readonly card: typeof card;
  readonly catalog: typeof catalog;
  readonly staff: typeof staff;
  readonly client: typeof client;
  readonly session: typeof session;
  readonly feed: typeof feed;
  readonly booking: typeof booking;
  readonly roster: typeof roster;
  readonly waitlist: typeof waitlist;
  readonly packages: typeof packages;
  readonly participant: typeof participant;
  readonly series: typeof series;
  readonly completion: typeof completion;
  readonly wage: typeof wage;
  readonly report: typeof report;
  readonly balance: typeof balance;
  readonly cancellation: typeof cancellation;
  readonly closure: typeof closure;
  readonly notice: typeof notice;
  readonly decision: typeof decision;
  readonly document: typeof document;
  readonly enrolment: typeof enrolment;
  readonly invoice: typeof invoice;
  readonly job: typeof job;
  readonly task: typeof task;
  readonly payment: typeof payment;
  readonly till: typeof till;
  readonly message: typeof message;
  readonly offer: typeof offer;
  readonly prepayment: typeof prepayment;
  readonly reschedule: typeof reschedule;
  readonly imports: typeof imports;
  readonly backup: typeof backup;
  readonly audit: typeof audit;
  readonly autoInvoice: typeof autoInvoice;
  readonly search: typeof search;
  readonly undo: typeof undo;
  readonly deletion: typeof deletion;
  readonly view: typeof view;
  readonly tax: typeof tax;
  readonly topics: typeof topics;
};

/** All that a window may ask of the engine, one word per feature. */
export const desktopContract: DesktopContract = {
  setup,
  auth,
  studio,
  card,
  catalog,
  staff,
  client,
  session,
  feed,
  booking,
  roster,
  waitlist,
  packages,
  participant,
  series,
  completion,
  wage,
  report,
  balance,
  document,
  enrolment,
  cancellation,
  closure,
  notice,
  decision,
  invoice,
  job,
  task,
  payment,
  till,
  message,
  offer,
  prepayment,
  reschedule,
  imports,
  backup,
  audit,
  autoInvoice,
  search,
  undo,
  deletion,
  view,
  tax,
  topics,
};
