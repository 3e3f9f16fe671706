import { Outlet } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ConnectionNotice } from './connection-notice.tsx';
import { Rail } from './rail.tsx';

/** Rail on the left, header on top, the place one is in, and what lies open over it. */
export function Frame(): ReactElement {
  return (
    <div className="frame">
      <Rail />
      <div className="frame-main">
        <ConnectionNotice />
        <main className="frame-place">
          <Outlet />
        </main>
      </div>
    </div>
  );
}
