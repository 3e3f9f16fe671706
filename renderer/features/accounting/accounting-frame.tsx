import { Tabs } from '@mantine/core';
import { Navigate, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { accountingTabs as words } from '#renderer/messages/accounting.ts';
import { NoPermissionState } from '#renderer/ui/states.tsx';
import { useAccountingTabs } from './accounting-tabs.ts';
import './accounting.css';

/** Accounting: its tabs above, one of their screens below. Arrows go from tab to tab, Tab goes into the screen. */
export function AccountingFrame(): ReactElement {
  const tabs = useAccountingTabs();
  const navigate = useNavigate();
  const path = useLocation({ select: ({ pathname }) => pathname });
  if (tabs.length === 0) return <NoPermissionState />;
  // The screen of one invoice or run stands under the tab of its list.
  const current = tabs.find(({ to }) => path === to || path.startsWith(`${to}/`))?.to ?? null;
  return (
    <Tabs
      className="accounting"
      value={current}
      onChange={(to) => {
        if (to) void navigate({ to, search: {} });
      }}
    >
      <Tabs.List aria-label={words.tabs} className="accounting-tabs">
        {tabs.map(({ label, icon: Icon, to }) => (
          <Tabs.Tab key={to} value={to} leftSection={<Icon size={16} stroke={1.6} aria-hidden />}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {current === null ? (
        <Outlet />
      ) : (
        <Tabs.Panel value={current} tabIndex={-1} className="accounting-place">
          <Outlet />
        </Tabs.Panel>
      )}
    </Tabs>
  );
}

/** `/accounting` itself: the first tab the person may see. */
export function FirstTab(): ReactElement | null {
  const [first] = useAccountingTabs();
  return first ? <Navigate to={first.to} replace /> : null;
}
