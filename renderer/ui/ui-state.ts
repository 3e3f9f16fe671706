import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { LocationId, PractitionerId, RoomId, ServiceId } from '#domain/values/ids.ts';

export type CalendarView = 'month' | 'week' | 'day' | 'list';

export interface ScheduleFilters {
  readonly locationIds: readonly LocationId[];
  readonly practitionerIds: readonly PractitionerId[];
  readonly roomIds: readonly RoomId[];
  readonly serviceIds: readonly ServiceId[];
}

export const noFilters: ScheduleFilters = {
  locationIds: [],
  practitionerIds: [],
  roomIds: [],
  serviceIds: [],
};

interface UiState {
  readonly railCollapsed: boolean;
  readonly calendar: { readonly view: CalendarView; readonly date: string | null };
  /** What the calendar and the session list show; the header's location filter is part of it. */
  readonly filters: ScheduleFilters;
  readonly set: (change: Partial<Omit<UiState, 'set'>>) => void;
}

/** Where one is and what one looks at; survives navigation and reload, never leaves this computer. */
export const useUiState = create<UiState>()(
  persist(
    (set) => ({
      railCollapsed: false,
      calendar: { view: 'week', date: null },
      filters: noFilters,
      set: (change) => set(change),
    }),
    {
      name: 'callboard.ui',
      version: 1,
      partialize: ({ railCollapsed, calendar, filters }) => ({ railCollapsed, calendar, filters }),
    },
  ),
);
