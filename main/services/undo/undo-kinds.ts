import { undoAllocation } from './allocation.ts';
import { undoAutoInvoicing } from './auto-invoicing.ts';
import { undoCardRemoval, undoLinkClosing } from './card.ts';
import { undoClassDrop } from './class-drop.ts';
import { undoClosureChange, undoClosureCreation } from './closure.ts';
import { undoClassTerms, undoEnrolment, undoSessionDisplayed } from './enrolment.ts';
import { undoBookingCancellation, undoCheckIn } from './booking.ts';
import { undoDeletion, undoRecovery } from './deletion.ts';
import { undoMerge } from './merge.ts';
import { undoExtension, undoPackageDeletion, undoRevocation, undoTransfer } from './package.ts';
import { undoHold, undoRelease } from './package-hold.ts';
import { undoPermissions } from './permissions.ts';
import { undoSeriesAdded } from './series.ts';
import { undoCompletion } from './completion.ts';
import { undoSeriesChange } from './series-change.ts';
import { undoRescheduling } from './reschedule.ts';
import { undoSessionChange, undoSessionCreation } from './session.ts';
import { undoDecision, undoNotice } from './notice.ts';
import { undoViewDeletion } from './view.ts';
import { undoWageAdjustment } from './wage.ts';
import { undoCorrection, undoBalanceMove } from './balance.ts';
import { undoInvoiceDiscard, undoInvoiceDraft, undoInvoiceEdit, undoInvoicePayment } from './invoice.ts';
import type { UndoKind, UndoKindName } from './undo-kind.ts';
import { undoPromotion, undoWaitlistAddition, undoWaitlistChange } from './waitlist.ts';

/** Every deed of the desk that can be taken back. */
export const UNDO_KINDS: Readonly<Record<UndoKindName, UndoKind>> = {
  'notice.sent': { changes: ['messages'], takeBack: undoNotice },
  'decision.created': { changes: ['decisions', 'messages'], takeBack: undoDecision },
  'session.created': { changes: ['sessions'], takeBack: undoSessionCreation },
  'session.changed': { changes: ['sessions', 'messages'], takeBack: undoSessionChange },
  'closure.created': { changes: ['closures'], takeBack: undoClosureCreation },
  'closure.changed': { changes: ['closures'], takeBack: undoClosureChange },
  'session.deleted': { changes: ['sessions', 'clients', 'series'], takeBack: undoDeletion },
  'session.recovered': { changes: ['sessions', 'clients', 'series'], takeBack: undoRecovery },
  'client.permissions': { changes: ['clients'], takeBack: undoPermissions },
  'card.removed': { changes: ['cards'], takeBack: undoCardRemoval },
  'card_link.closed': { changes: ['cards'], takeBack: undoLinkClosing },
  'client.auto_invoicing': { changes: ['clients', 'auto-invoices'], takeBack: undoAutoInvoicing },
  'client.merged': {
    movesMoney: true,
    changes: ['clients', 'sessions', 'series', 'tasks', 'messages', 'offers'],
    takeBack: undoMerge,
  },
  'wage.adjusted': { movesMoney: true, changes: ['wages'], takeBack: undoWageAdjustment },
  'balance.corrected': { movesMoney: true, changes: ['clients'], takeBack: undoCorrection },
  'balance.moved': { movesMoney: true, changes: ['clients'], takeBack: undoBalanceMove },
  'view.deleted': { changes: ['views'], takeBack: undoViewDeletion },
  'session.rescheduled': { changes: ['sessions', 'offers', 'messages'], takeBack: undoRescheduling },
  'package.transferred': { movesMoney: true, changes: ['clients', 'packages'], takeBack: undoTransfer },
  'package.extended': { movesMoney: true, changes: ['clients', 'packages'], takeBack: undoExtension },
  'package.held': {
    movesMoney: true,
    changes: ['clients', 'packages', 'sessions', 'jobs', 'tasks', 'messages', 'cards'],
    takeBack: undoHold,
  },
  'package.released': { movesMoney: true, changes: ['clients', 'packages'], takeBack: undoRelease },
  'package.revoked': { movesMoney: true, changes: ['clients', 'packages'], takeBack: undoRevocation },
  'package.deleted': { changes: ['catalog'], takeBack: undoPackageDeletion },
  'series.added': { changes: ['series', 'sessions'], takeBack: undoSeriesAdded },
  'completion.saved': {
    movesMoney: true,
    changes: ['sessions', 'clients', 'offers', 'messages', 'wages'],
    takeBack: undoCompletion,
  },
  'series.changed': { changes: ['series', 'sessions', 'messages', 'offers'], takeBack: undoSeriesChange },
  'class.terms': { changes: ['series', 'sessions'], takeBack: undoClassTerms },
  'class.dropped': {
    movesMoney: true,
    changes: ['series', 'sessions', 'clients', 'jobs', 'tasks', 'messages', 'cards'],
    takeBack: undoClassDrop,
  },
  'class.enrolled': {
    movesMoney: true,
    changes: ['series', 'sessions', 'clients', 'messages'],
    takeBack: undoEnrolment,
  },
  'session.displayed': { changes: ['series', 'sessions'], takeBack: undoSessionDisplayed },
  'booking.checked_in': { changes: ['sessions'], takeBack: undoCheckIn },
  'booking.canceled': {
    movesMoney: true,
    changes: ['sessions', 'clients', 'jobs', 'tasks', 'messages', 'cards'],
    takeBack: undoBookingCancellation,
  },
  'payment.allocated': { movesMoney: true, changes: ['sessions', 'clients'], takeBack: undoAllocation },
  'invoice.drafted': { changes: ['invoices'], takeBack: undoInvoiceDraft },
  'invoice.edited': { changes: ['invoices'], takeBack: undoInvoiceEdit },
  'invoice.discarded': { changes: ['invoices'], takeBack: undoInvoiceDiscard },
  'invoice.paid': {
    movesMoney: true,
    changes: ['invoices', 'clients', 'sessions'],
    takeBack: undoInvoicePayment,
  },
  'waitlist.added': { changes: ['sessions'], takeBack: undoWaitlistAddition },
  'waitlist.changed': { changes: ['sessions'], takeBack: undoWaitlistChange },
  'waitlist.promoted': {
    movesMoney: true,
    changes: ['sessions', 'clients', 'messages'],
    takeBack: undoPromotion,
  },
};
