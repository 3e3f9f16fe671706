import { Button, Title } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useMay } from '#renderer/api/signed-in.ts';
import { autoInvoices as words } from '#renderer/messages/auto-invoice.ts';
import { NoPermissionState } from '#renderer/ui/states.tsx';
import { MissedRuns } from './missed-runs.tsx';
import './auto-invoice.css';

const places = [
  { label: words.setting, to: '/accounting/auto-invoices' },
  { label: words.history, to: '/accounting/auto-invoices/history' },
  { label: words.unbilled, to: '/accounting/auto-invoices/unbilled' },
] as const;

/** A page of Auto invoices: its menu above, as the help topic names it. */
export function AutoInvoicePage(props: {
  readonly children: ReactNode;
  readonly scrolls?: boolean;
}): ReactElement {
  const path = useLocation({ select: ({ pathname }) => pathname });
  if (!useMay('owner', 'admin', 'staff')) return <NoPermissionState />;
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{words.title}</Title>
        <nav aria-label={words.menu} className="auto-menu">
          {places.map(({ label, to }) => {
            const isHere = path === to || (to !== '/accounting/auto-invoices' && path.startsWith(to));
            return (
              <Button
                key={to}
                size="xs"
                variant={isHere ? 'light' : 'subtle'}
                renderRoot={(root) => (
                  <Link {...root} to={to} search={{}} aria-current={isHere ? 'page' : undefined} />
                )}
              >
                {label}
              </Button>
            );
          })}
        </nav>
      </div>
      <div className="page-body auto-page" data-scrolls={props.scrolls || undefined}>
        <MissedRuns />
        {props.children}
      </div>
    </div>
  );
}
