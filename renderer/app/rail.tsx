import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconCalendar,
  IconCalendarCancel,
  IconCalendarOff,
  IconCalendarRepeat,
  IconClipboardList,
  IconClockHour4,
  IconClockQuestion,
  IconCoin,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconListDetails,
  IconMail,
  IconMailForward,
  IconProgressCheck,
  IconReportAnalytics,
  IconSend,
  IconSettings,
  IconTrash,
  IconSchool,
  IconUserCheck,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMay, useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { useAccountingTabs } from '#renderer/features/accounting/accounting-tabs.ts';
import { frameMessages } from '#renderer/messages/frame.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';
import { PastOpenBadge } from './past-open-badge.tsx';

interface Place {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly to: NonNullable<LinkProps['to']>;
}
interface PlaceGroup extends Place {
  readonly places?: readonly Place[];
  /** Its places are the tabs of its screen: the wide menu need not list them as well. */
  readonly isTabbed?: boolean;
}

const words = frameMessages.rail;

/** The main menu. It lists only places that have something in them and that the person's role may see. */
export function Rail(): ReactElement {
  const collapsed = useUiState((state) => state.railCollapsed);
  const set = useUiState((state) => state.set);
  const places = usePlaces();
  const toggleLabel = collapsed ? frameMessages.expand : frameMessages.collapse;
  return (
    <nav className="rail" data-collapsed={collapsed || undefined} aria-label={frameMessages.mainMenu}>
      <div className="rail-brand" aria-hidden>
        <IconClipboardList size={22} stroke={1.8} />
        {collapsed ? null : <span>{frameMessages.appName}</span>}
      </div>
      <ul>
        {places.map((place) => (
          <li key={place.label}>
            {place.places && collapsed ? (
              <CollapsedGroup place={place} places={place.places} />
            ) : (
              <RailLink place={place} collapsed={collapsed} exact={place.to === '/'} />
            )}
            {place.places && !place.isTabbed && !collapsed ? (
              <ul>
                {place.places.map((inner) => (
                  <li key={inner.label}>
                    <RailLink place={inner} collapsed={false} exact inner />
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
      <Tooltip label={toggleLabel} position="right">
        <ActionIcon
          className="rail-toggle"
          aria-label={toggleLabel}
          aria-expanded={!collapsed}
          onClick={() => set({ railCollapsed: !collapsed })}
        >
          {collapsed ? (
            <IconLayoutSidebarLeftExpand size={18} />
          ) : (
            <IconLayoutSidebarLeftCollapse size={18} />
          )}
        </ActionIcon>
      </Tooltip>
    </nav>
  );
}

/** A group of the narrow menu: its places open beside it. */
function CollapsedGroup(props: { readonly place: Place; readonly places: readonly Place[] }): ReactElement {
  const Icon = props.place.icon;
  return (
    <Menu position="right-start" trigger="click-hover" openDelay={80} closeDelay={150}>
      <Menu.Target>
        <UnstyledButton className="rail-link" aria-label={props.place.label}>
          <Icon size={19} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{props.place.label}</Menu.Label>
        {props.places.map(({ label, to }) => (
          <Menu.Item key={label} component={Link} to={to}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function RailLink(props: {
  readonly place: Place;
  readonly collapsed: boolean;
  readonly exact: boolean;
  readonly inner?: boolean;
}): ReactElement {
  const Icon = props.place.icon;
  const link = (
    <Link
      to={props.place.to}
      search={{}}
      className="rail-link"
      data-inner={props.inner || undefined}
      activeOptions={{ exact: props.exact, includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      aria-label={props.place.label}
    >
      <Icon size={props.inner ? 16 : 19} stroke={1.6} aria-hidden />
      {props.collapsed ? null : <span>{props.place.label}</span>}
      {props.place.to === '/sessions' && !props.inner ? <PastOpenBadge /> : null}
    </Link>
  );
  return props.collapsed ? (
    <Tooltip label={props.place.label} position="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

/** The places for the signed-in person, in the order of the menu. */
export function usePlaces(): readonly PlaceGroup[] {
  const atDesk = useMay('owner', 'admin', 'staff');
  const isManagement = useMay('owner', 'admin');
  const mayCancel = useMayBulkCancel();
  const accounting = useAccountingTabs();
  return [
    { label: words.calendar, icon: IconCalendar, to: '/' },
    {
      label: words.sessions,
      icon: IconListDetails,
      to: '/sessions',
      ...(atDesk
        ? {
            places: [
              { label: words.sessionList, icon: IconListDetails, to: '/sessions' } as const,
              { label: words.desk, icon: IconUserCheck, to: '/sessions/desk' } as const,
              { label: words.series, icon: IconCalendarRepeat, to: '/sessions/series' } as const,
              { label: words.classes, icon: IconSchool, to: '/sessions/classes' } as const,
              { label: words.waitingChoices, icon: IconClockQuestion, to: '/sessions/offers' } as const,
            ],
          }
        : {}),
    },
    ...(atDesk
      ? [
          { label: words.clients, icon: IconUsers, to: '/clients' } as const,
          {
            label: words.cancellations,
            icon: IconCalendarCancel,
            to: '/cancellations',
            places: [
              ...(mayCancel
                ? [{ label: words.bulkCancel, icon: IconCalendarCancel, to: '/cancellations/bulk' } as const]
                : []),
              { label: words.tool, icon: IconMailForward, to: '/cancellations/tool' },
              { label: words.decisions, icon: IconClockHour4, to: '/cancellations/decisions' },
              { label: words.closures, icon: IconCalendarOff, to: '/cancellations/closures' },
              { label: words.jobs, icon: IconProgressCheck, to: '/cancellations' },
            ],
          } as const,
        ]
      : []),
    ...(accounting.length > 0
      ? [
          {
            label: words.accounting,
            icon: IconCoin,
            to: '/accounting',
            places: accounting,
            isTabbed: true,
          } as const,
        ]
      : []),
    ...(atDesk
      ? [
          {
            label: words.communications,
            icon: IconMail,
            to: '/communications/outbox',
            places: [
              { label: words.outbox, icon: IconSend, to: '/communications/outbox' },
              { label: words.deletedSessions, icon: IconTrash, to: '/communications/deleted' },
            ],
          } as const,
        ]
      : []),
    ...(isManagement
      ? [
          { label: words.reports, icon: IconReportAnalytics, to: '/reports' } as const,
          { label: words.settings, icon: IconSettings, to: '/settings' } as const,
        ]
      : []),
  ];
}
