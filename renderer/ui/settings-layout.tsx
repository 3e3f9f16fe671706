import { NavLink, Text, Title } from '@mantine/core';
import {
  IconAdjustments,
  IconBuildingStore,
  IconCalendarCancel,
  IconCalendarShare,
  IconCreditCard,
  IconDatabaseExport,
  IconFileImport,
  IconHistory,
  IconListCheck,
  IconLockOpen,
  IconMail,
  IconMapPin,
  IconPercentage,
  IconSchool,
  IconTag,
  IconTicket,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useMay } from '#renderer/api/signed-in.ts';
import { settingsMessages as words } from '#renderer/messages/settings.ts';
import { NoPermissionState } from './states.tsx';
import './settings-layout.css';

export type SettingsSection = keyof typeof words.sections;

/** A page of Settings: the menu of sections at the left, one of them beside it. For owners and admins only. */
export function SettingsLayout(props: {
  readonly section: SettingsSection;
  /** Beside the title. */
  readonly actions?: ReactNode;
  /** Lists fill the height; forms scroll. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const isManagement = useMay('owner', 'admin');
  if (!isManagement) return <NoPermissionState />;
  return (
    <div className="settings">
      <nav className="settings-menu" aria-label={words.menu}>
        {GROUPS.map(({ label, first, last }) => (
          <div key={label} role="group" aria-label={label}>
            <Text className="settings-group" aria-hidden>
              {label}
            </Text>
            {SETTINGS_SECTIONS.slice(
              SETTINGS_SECTIONS.indexOf(first),
              SETTINGS_SECTIONS.indexOf(last) + 1,
            ).map((section) => (
              <SectionLink key={section} section={section} isHere={section === props.section} />
            ))}
          </div>
        ))}
      </nav>
      <div className="settings-page" data-fills={props.fills || undefined}>
        <div className="page-head">
          <Title order={1}>{words.sections[props.section]}</Title>
          {props.actions}
        </div>
        {props.children}
      </div>
    </div>
  );
}

function SectionLink(props: { readonly section: SettingsSection; readonly isHere: boolean }): ReactElement {
  const { section, isHere } = props;
  const Icon = icons[section];
  return (
    <NavLink
      // The router's own link keeps deep links and the back button working.
      renderRoot={(rest: Record<string, unknown>) => (
        <Link {...rest} to="/settings/$section" params={{ section }} />
      )}
      label={words.sections[section]}
      leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
    />
  );
}

/** The headings of the menu, each over the sections from `first` to `last`. */
const GROUPS: readonly {
  readonly label: string;
  readonly first: SettingsSection;
  readonly last: SettingsSection;
}[] = [
  { label: words.groups.studio, first: 'studio', last: 'staff' },
  { label: words.groups.system, first: 'session-control', last: 'payments' },
  { label: words.groups.data, first: 'backup', last: 'audit' },
];

const icons: Readonly<Record<SettingsSection, TablerIcon>> = {
  studio: IconBuildingStore,
  locations: IconMapPin,
  services: IconTag,
  packages: IconTicket,
  taxes: IconPercentage,
  practitioners: IconSchool,
  staff: IconUsersGroup,
  'session-control': IconAdjustments,
  'custom-session-status': IconListCheck,
  permissions: IconLockOpen,
  cancellations: IconCalendarCancel,
  messages: IconMail,
  feeds: IconCalendarShare,
  payments: IconCreditCard,
  backup: IconDatabaseExport,
  import: IconFileImport,
  audit: IconHistory,
};

export const SETTINGS_SECTIONS = Object.keys(words.sections) as readonly SettingsSection[];
