import type { Router } from '@orpc/server';
import type { DesktopContract } from '#contract/desktop/contract.ts';
import type { DoorContext } from '../guard.ts';
import { authHandlers } from './auth.ts';
import { bookingHandlers } from './booking.ts';
import { cancellationHandlers } from './cancellation.ts';
import { completionHandlers } from './completion.ts';
import { feedHandlers } from './feed.ts';
import { jobHandlers } from './job.ts';
import { messageHandlers } from './message.ts';
import { decisionHandlers, noticeHandlers } from './notice.ts';
import { participantHandlers } from './participant.ts';
import { rosterHandlers, waitlistHandlers } from './roster.ts';
import { offerHandlers } from './offer.ts';
import { rescheduleHandlers } from './reschedule.ts';
import { taskHandlers } from './task.ts';
import { catalogHandlers } from './catalog.ts';
import { clientHandlers } from './client.ts';
import { closureHandlers } from './closure.ts';
import { enrolmentHandlers } from './enrolment.ts';
import { deletionHandlers } from './deletion.ts';
import { importHandlers } from './imports.ts';
import { os } from './os.ts';
import { searchHandlers } from './search.ts';
import { seriesHandlers } from './series.ts';
import { sessionHandlers } from './session.ts';
import { setupHandlers } from './setup.ts';
import { staffHandlers } from './staff.ts';
import { studioHandlers } from './studio.ts';
import { topicsHandlers } from './topics.ts';
import { undoHandlers } from './undo.ts';
import { wageHandlers } from './wage.ts';
import { auditHandlers, backupHandlers } from './upkeep.ts';
import { viewHandlers } from './view.ts';

/** The whole desktop contract, implemented. Its type is written out, because the inferred one is too long to be. */
export const router: Router<DesktopContract, DoorContext> = os.router({
  setup: setupHandlers,
  auth: authHandlers,
  studio: studioHandlers,
  catalog: catalogHandlers,
  staff: staffHandlers,
  client: clientHandlers,
  session: sessionHandlers,
  feed: feedHandlers,
  booking: bookingHandlers,
  roster: rosterHandlers,
  waitlist: waitlistHandlers,
  participant: participantHandlers,
  series: seriesHandlers,
  completion: completionHandlers,
  wage: wageHandlers,
  enrolment: enrolmentHandlers,
  cancellation: cancellationHandlers,
  closure: closureHandlers,
  notice: noticeHandlers,
  decision: decisionHandlers,
  job: jobHandlers,
  task: taskHandlers,
  message: messageHandlers,
  offer: offerHandlers,
  reschedule: rescheduleHandlers,
  imports: importHandlers,
  backup: backupHandlers,
  audit: auditHandlers,
  search: searchHandlers,
  undo: undoHandlers,
  deletion: deletionHandlers,
  view: viewHandlers,
  topics: topicsHandlers,
});
