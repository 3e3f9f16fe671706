import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { closureForm as words } from '#renderer/messages/closures.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { discardUnsaved } from '#renderer/ui/unsaved.ts';
import { ClosureForm } from './closure-form.tsx';
import { newClosureValues } from './closure-values.ts';

/** A new closure over the place one is in; what it leaves to be done with the sessions inside comes right after it. */
export function ClosureFormPanel(): ReactElement {
  const { panel, close, openClosure } = usePanels();
  const studio = useStudio();
  const catalog = useCatalog();
  const navigate = useNavigate();
  const filters = useUiState((state) => state.filters);
  const atDesk = useMay('owner', 'admin', 'staff');
  const leave = (): void => {
    discardUnsaved(({ over }) => over);
    close();
  };
  return (
    <SidePanel title={words.newTitle} opened onClose={close}>
      {!atDesk ? (
        <NoPermissionState />
      ) : catalog.isLoaded ? (
        <ClosureForm
          id={null}
          initial={newClosureValues((panel.at ?? todayIn(studio.zone)).slice(0, 10), filters)}
          save={engine.closure.create}
          onDone={({ id, undoId }, title, then, inside) => {
            toastUndoable(words.created(title), undoId);
            if (then === 'cancel')
              void navigate({
                to: '/cancellations/closures/$closureId/cancel',
                params: { closureId: String(id) },
                search: {},
              });
            else if (inside > 0) openClosure(id);
            else close();
          }}
          onCancel={leave}
        />
      ) : (
        <LoadingState />
      )}
    </SidePanel>
  );
}
