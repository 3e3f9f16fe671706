import { create } from 'zustand';

/** What the cancellation tool does with the ticked sessions (seed 001: any combination of telling and cancelling). */
export const TOOL_ACTIONS = ['notify_cancel', 'cancel', 'notify', 'decide'] as const;
export type ToolAction = (typeof TOOL_ACTIONS)[number];

export interface NoticeDraft {
  readonly reason: string;
  /** null = as the studio's text has it. */
  readonly subject: string | null;
  readonly body: string | null;
}

export const EMPTY_NOTICE: NoticeDraft = { reason: '', subject: null, body: null };

interface ToolState {
  readonly action: ToolAction;
  readonly isOneDay: boolean;
  readonly draft: NoticeDraft;
  readonly set: (change: Partial<Omit<ToolState, 'set'>>) => void;
}

/** What was chosen in the tool; survives leaving it and coming back. */
export const useTool = create<ToolState>()((set) => ({
  action: 'notify_cancel',
  isOneDay: true,
  draft: EMPTY_NOTICE,
  set: (change) => set(change),
}));
