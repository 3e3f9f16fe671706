import { create } from 'zustand';
import type { PractitionerId, ServiceId, SessionId } from '#domain/values/ids.ts';
import type { EngineError } from '#renderer/api/engine-error.ts';
import type { SavedFile } from '#renderer/ui/saved-file-note.tsx';
import type { DayRange } from '#domain/values/day-range.ts';
import type { NamedIntent } from './submit-intent.ts';
import { useTool } from './tool-action.ts';

/** The location is chosen in the header, for every screen alike. */
export interface BulkFilters {
  readonly serviceIds: readonly ServiceId[];
  readonly practitionerIds: readonly PractitionerId[];
  readonly onlyWithBookings: boolean;
}

export const NO_FILTERS: BulkFilters = {
  serviceIds: [],
  practitionerIds: [],
  onlyWithBookings: false,
};

/** What was typed beside the list. null = as the settings or the template have it. */
export interface BulkForm {
  readonly reason: string;
  readonly channel: 'none' | 'email';
  readonly subject: string | null;
  readonly body: string | null;
  readonly nonCardRefund: 'account_credit' | 'cash_due' | null;
}

export const EMPTY_FORM: BulkForm = {
  reason: '',
  channel: 'email',
  subject: null,
  body: null,
  nonCardRefund: null,
};

/** How far the audit CSV of the accepted job is. */
export type AuditCsv =
  | { readonly state: 'saving' }
  | { readonly state: 'saved'; readonly file: SavedFile }
  | { readonly state: 'failed'; readonly error: EngineError };

/** The job that the last press of the button started. */
export interface Accepted {
  readonly jobId: number;
  readonly sessions: number;
  readonly csv: AuditCsv;
  readonly leftOut: readonly {
    readonly sessionId: number;
    readonly jobId: number;
    readonly startedBy: string;
    readonly startedAt: number;
  }[];
}

interface BulkCancelState {
  /** null = the studio's running week. */
  readonly range: DayRange | null;
  readonly filters: BulkFilters;
  readonly ticks: ReadonlySet<SessionId>;
  /** When the ticked sessions end, epoch ms; also of those that the list does not show now. */
  readonly ends: ReadonlyMap<SessionId, number>;
  readonly scrollTop: number;
  readonly form: BulkForm;
  /** Kept until its job is accepted, so that no second press can start a second job. */
  readonly intent: NamedIntent | null;
  readonly accepted: Accepted | null;
  readonly set: (change: Partial<Omit<BulkCancelState, 'set'>>) => void;
}

/** What was chosen on the bulk cancel screen; survives leaving the screen and coming back, but not a reload. */
export const useBulkCancel = create<BulkCancelState>()((set) => ({
  range: null,
  filters: NO_FILTERS,
  ticks: new Set(),
  ends: new Map(),
  scrollTop: 0,
  form: EMPTY_FORM,
  intent: null,
  accepted: null,
  set: (change) => set(change),
}));

/** Whether a reason or a message was typed for a cancellation that has not been sent; closing the window would lose it. */
export function hasTypedCancellation(): boolean {
  return [useBulkCancel.getState().form, useTool.getState().draft].some(
    ({ reason, subject, body }) => reason.trim() !== '' || subject !== null || body !== null,
  );
}
