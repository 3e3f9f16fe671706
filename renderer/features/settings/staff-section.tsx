import { IconCircleCheck, IconCircleOff, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import type { StaffMember } from '#contract/desktop/catalog.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { queries } from '#renderer/api/engine.ts';
import { settingsMessages, staffSettings as words } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { useRecordList } from '#renderer/ui/record-list.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { isLocked, StaffForm } from './staff-form.tsx';

/** Who signs in at the desk. */
export function StaffSection(): ReactElement {
  const { nameOf } = useCatalog();
  const people = useQuery(queries.staff.list.queryOptions());
  const columns = useMemo<readonly DataColumn<StaffMember>[]>(
    () => [
      {
        key: 'name',
        header: settingsMessages.name,
        width: 'minmax(160px, 2fr)',
        render: ({ name }) => name,
      },
      { key: 'role', header: words.role, width: '140px', render: ({ role }) => words.roles[role] },
      {
        key: 'practitioner',
        header: words.practitioner,
        width: 'minmax(160px, 1fr)',
        render: ({ practitionerId }) => nameOf('practitioners', practitionerId),
      },
      { key: 'state', header: settingsMessages.state, width: '130px', render: stateOf },
    ],
    [nameOf],
  );
  const list = useRecordList({
    label: words.table,
    rows: people.data ?? [],
    columns,
    addLabel: words.add,
    editLabel: words.edit,
    emptyTitle: words.none,
    emptyHint: words.pinHint,
    form: (row, close) => <StaffForm person={row} onClose={close} />,
  });
  return (
    <SettingsLayout section="staff" actions={list.addButton} fills>
      <div className="settings-list">
        {people.error ? (
          <ErrorState error={people.error} onRetry={() => void people.refetch()} />
        ) : people.isPending ? (
          <LoadingState />
        ) : (
          list.table
        )}
      </div>
    </SettingsLayout>
  );
}

function stateOf(person: StaffMember): ReactElement {
  if (!person.active)
    return <StatusBadge tone="neutral" icon={IconCircleOff} label={settingsMessages.inactive} />;
  return isLocked(person) ? (
    <StatusBadge tone="warning" icon={IconLock} label={words.locked} />
  ) : (
    <StatusBadge tone="good" icon={IconCircleCheck} label={settingsMessages.active} />
  );
}
