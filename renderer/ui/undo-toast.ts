import type { UndoStepId } from '#domain/values/ids.ts';
import { engine } from '#renderer/api/engine.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { toast, toastError } from './toast.tsx';

/** Says that something is done and offers to take it back; the engine knows how, and the screens hear of it by its topic. */
export function toastUndoable(message: string, undoId: UndoStepId | null): void {
  if (undoId === null) return toast(message);
  toast(message, {
    undo: () => {
      engine.undo.takeBack({ id: undoId }).then(() => toast(uiMessages.takenBack), toastError);
    },
  });
}
