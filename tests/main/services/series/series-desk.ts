import type { SeriesDiff, SeriesView } from '#contract/desktop/series.ts';
import type { SeriesFields } from '#main/services/series/plan-series.ts';
import type { Db } from '#db/database.ts';
import type { ClientId, SeriesId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import { createTestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { type CallAnswer, call } from '#tests/support/procedures.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

/** Four Tuesdays at 10:00 from 3 March 2026, without room or practitioner. */
export function seriesFields(studio: SeededStudio, more: object = {}): SeriesFields & { weekdays: number[] } {
  return {
    serviceId: studio.yoga,
    locationId: studio.location,
    roomId: null,
    practitionerId: null,
    title: '',
    firstDate: localDate('2026-03-03'),
    time: localTime('10:00'),
    durationMinutes: 60,
    capacity: 12,
    frequency: 'weekly',
    interval: 1,
    weekdays: [2],
    sessionCount: 4,
    lastDate: null,
    onClosure: 'skip',
    publicNote: '',
    privateNote: '',
    meetingLink: '',
    ...more,
  };
}

export interface Edit {
  readonly scope?: 'all' | 'following';
  readonly fromDate?: string | null;
  /** What differs from the series as it is; null ends it. */
  readonly fields?: object | null;
  readonly applyTo?: readonly number[];
  readonly choices?: readonly object[];
  readonly tell?: boolean;
}

export interface Done {
  readonly id: SeriesId;
  readonly told: number;
  readonly undoId: UndoStepId;
}

export interface SeriesDesk {
  readonly db: Db;
  readonly studio: SeededStudio;
  readonly front: DeskClient;
  readonly cleanup: () => void;
  /** Moves the clock. */
  readonly at: (instant: number) => void;
  readonly aSeries: (more?: object) => Promise<SeriesView>;
  readonly previewEdit: (view: SeriesView, edit: Edit) => Promise<SeriesDiff>;
  readonly edit: (view: SeriesView, edit: Edit) => Promise<CallAnswer>;
  readonly book: (sessionId: SessionId | undefined, firstName: string, paid?: boolean) => Promise<ClientId>;
  readonly rows: (table: string) => Record<string, unknown>[];
  readonly dates: (id: SeriesId) => Promise<string[]>;
}

/** A studio and its front desk, a week before the sessions of `seriesFields`. */
export function openSeriesDesk(): SeriesDesk {
  let now = SEED_NOW;
  const { db, dir, cleanup } = createTestDb();
  const studio = seedStudio(db);
  const front = openDesk(db, { dataDir: dir, now: () => now }).callAs(studio.staff);
  const previewEdit = (view: SeriesView, edit: Edit) =>
    front.series.previewChange(editOf(view, edit) as never);
  return {
    db,
    studio,
    front,
    cleanup,
    at: (instant: number): void => {
      now = instant;
    },
    aSeries: async (more: object = {}): Promise<SeriesView> => {
      const { id } = await front.series.create({ ...seriesFields(studio, more), enabled: true });
      return front.series.get({ id });
    },
    previewEdit,
    edit: async (view: SeriesView, edit: Edit) => {
      const { planHash } = await previewEdit(view, edit);
      const { choices = [], tell = false } = edit;
      return call(front, 'series.change', { ...editOf(view, edit), choices, tell, planHash });
    },
    book: async (sessionId: SessionId | undefined, firstName: string, paid = false) => {
      if (sessionId === undefined) throw new Error('no session');
      const email = `${firstName}@example.org`.toLowerCase();
      const client = await front.client.create({ firstName, lastName: '', email, phone: '', note: '' });
      await front.booking.create({
        sessionId,
        clientId: client.id,
        priceMinor: paid ? 2500 : 0,
        fundings: paid ? [{ kind: 'new_payment', method: 'cash', amountMinor: 2500 }] : [{ kind: 'free' }],
      });
      return client.id;
    },
    rows: (table: string) => db.read.all<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY id`),
    dates: async (id: SeriesId) =>
      (await front.series.get({ id })).sessions.map(({ date, time }) => `${date} ${time}`),
  };
}

export function editOf(view: SeriesView, edit: Edit): object {
  const { scope = 'all', fromDate = null, applyTo = [], fields = {} } = edit;
  const { id, version } = view;
  return {
    id,
    version,
    scope,
    fromDate,
    applyTo,
    fields: fields === null ? null : { ...fieldsOf(view), ...fields },
  };
}

/** The fields of the form among everything that is known of a series; the engine takes no others. */
function fieldsOf(view: SeriesView): object {
  const names = Object.keys(seriesFields({} as SeededStudio));
  return Object.fromEntries(Object.entries(view).filter(([name]) => names.includes(name)));
}

export const doneOf = (answer: { readonly data: unknown }): Done => answer.data as Done;

/** The rows as they are but for their version, which an undo counts on. */
export function withoutVersion(list: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  return list.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'version')));
}
