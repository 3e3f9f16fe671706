import { useHotkeys } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useMay } from '#renderer/api/signed-in.ts';
import { keepFocusOnPage } from '#renderer/ui/keep-focus-inside.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { undoNewest } from '#renderer/ui/toast.tsx';
import { useLeaveGuard } from '#renderer/ui/use-leave-guard.ts';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { Header } from './header.tsx';
import { Palette } from './palette.tsx';
import { Panels } from './panels.tsx';
import { Rail } from './rail.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { useLock } from './use-lock.ts';

/** Rail on the left, header on top, the place one is in, and what lies open over it. */
export function Frame(): ReactElement {
  const [overlay, setOverlay] = useState<'none' | 'palette' | 'shortcuts'>('none');
  const { newSession } = usePanels();
  const mayEdit = useMay('owner', 'admin', 'staff');
  useLock();
  useLeaveGuard();
  useHotkeys(
    [
      ['mod+K', () => setOverlay('palette')],
      ['mod+Z', undoNewest, { preventDefault: false }],
    ],
    [],
  );
  useShortcuts({
    n: () => mayEdit && newSession(),
    '?': () => setOverlay('shortcuts'),
  });
  useEffect(
    () =>
      window.callboard?.onMenuCommand(() => {
        if (!mayEdit) return;
        setOverlay('none');
        newSession();
      }),
    [mayEdit, newSession],
  );
  const close = (): void => setOverlay('none');
  return (
    <div className="frame">
      <Rail />
      <div className="frame-main">
        <ConnectionNotice />
        <Header onSearch={() => setOverlay('palette')} onShortcuts={() => setOverlay('shortcuts')} />
        <main ref={keepFocusOnPage} className="frame-place" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Panels />
      <Palette opened={overlay === 'palette'} onClose={close} />
      <ShortcutList opened={overlay === 'shortcuts'} onClose={close} />
    </div>
  );
}
