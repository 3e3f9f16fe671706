import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { VisibilitySwitch } from '#domain/visibility/why-hidden.ts';
import type { ClientId, ClosureId, LotId, PaymentId, SeriesId, SessionId } from '#domain/values/ids.ts';

/**
 * Which session or client lies open over the present place. It is part of the address, so that Back closes it, a reload
 * keeps it, and any screen can open it without knowing who draws it.
 */
export interface PanelSearch {
  readonly session?: SessionId;
  readonly client?: ClientId;
  readonly closure?: ClosureId;
  /** A package that a client has bought. */
  readonly lot?: LotId;
  readonly payment?: PaymentId;
  /** `new`: the form of a new session. */
  readonly form?: 'session' | 'client' | 'series' | 'closure';
  readonly edit?: boolean;
  readonly book?: boolean;
  /** What the open session's panel is to do at once. */
  readonly act?: SessionAct;
  /** Which series lies open. */
  readonly series?: SeriesId;
  /** Beginning of a new session as `YYYY-MM-DDTHH:MM`, and its minutes. */
  readonly at?: string;
  readonly minutes?: number;
  /** What was typed about the new session or series; see `TypedLine`. */
  readonly words?: string;
  /** Whom the booking or enrolment form starts with. */
  readonly who?: ClientId;
  /** A switch to lead to, and the record that has it. */
  readonly focus?: VisibilitySwitch;
  readonly focusOf?: number;
}

/** The ways to end or move one session, offered by its pop-up and its panel (seed 004). */
export type SessionAct = 'complete' | 'cancel' | 'reschedule';

export const panelKeys = [
  'session',
  'client',
  'closure',
  'lot',
  'payment',
  'series',
  'form',
  'edit',
  'book',
  'act',
  'at',
  'minutes',
  'words',
  'who',
  'focus',
  'focusOf',
] as const;

export function usePanels(): {
  readonly panel: PanelSearch;
  readonly openSession: (id: SessionId, mode?: Pick<PanelSearch, 'edit' | 'book' | 'act' | 'who'>) => void;
  /** `book`: its enrolment form is open, for `who`. */
  readonly openSeries: (id: SeriesId, mode?: Pick<PanelSearch, 'book' | 'who'>) => void;
  readonly openClient: (id: ClientId) => void;
  readonly openClosure: (id: ClosureId, mode?: Pick<PanelSearch, 'edit'>) => void;
  readonly openLot: (id: LotId) => void;
  readonly openPayment: (id: PaymentId) => void;
  readonly newSession: (at?: string, minutes?: number) => void;
  readonly newSeries: (at?: string, minutes?: number) => void;
  /** A new session, or a series of them, from a typed line. */
  readonly newTyped: (words: string, form: 'session' | 'series') => void;
  readonly newClient: () => void;
  /** `at`: its first day. */
  readonly newClosure: (at?: string) => void;
  readonly close: () => void;
} {
  const panel: PanelSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const show = useCallback(
    (next: PanelSearch): void => {
      void navigate({ to: '.', search: (now: object) => ({ ...withoutPanel(now), ...next }) } as never);
    },
    [navigate],
  );
  return {
    panel,
    openSession: useCallback((session, mode) => show({ session, ...mode }), [show]),
    openSeries: useCallback((series, mode) => show({ series, ...mode }), [show]),
    openClient: useCallback((client) => show({ client }), [show]),
    openClosure: useCallback((closure, mode) => show({ closure, ...mode }), [show]),
    openLot: useCallback((lot) => show({ lot }), [show]),
    openPayment: useCallback((payment) => show({ payment }), [show]),
    newClosure: useCallback((at) => show({ form: 'closure', ...(at ? { at } : {}) }), [show]),
    newSession: useCallback(
      (at, minutes) => show({ form: 'session', ...(at ? { at } : {}), ...(minutes ? { minutes } : {}) }),
      [show],
    ),
    newSeries: useCallback(
      (at, minutes) => show({ form: 'series', ...(at ? { at } : {}), ...(minutes ? { minutes } : {}) }),
      [show],
    ),
    newTyped: useCallback((words, form) => show({ form, words }), [show]),
    newClient: useCallback(() => show({ form: 'client' }), [show]),
    close: useCallback(() => show({}), [show]),
  };
}

function withoutPanel(search: object): object {
  const names: readonly string[] = panelKeys;
  return Object.fromEntries(Object.entries(search).filter(([key]) => !names.includes(key)));
}
