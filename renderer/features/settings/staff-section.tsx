import { IconCircleCheck, IconCircleOff, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import type { StaffMember } from '#contract/desktop/staff.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { queries } from '#renderer/api/engine.ts';
import { settingsMessages, staffSettings as words } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { nameColumn } from './name-column.ts';
import { RecordSection } from './record-section.tsx';
import { isLocked, StaffForm } from './staff-form.tsx';

/** Who signs in at the desk. */
export function StaffSection(): ReactElement {
  const { nameOf } = useCatalog();
  const people = useQuery(queries.staff.list.queryOptions());
  const columns = useMemo<readonly DataColumn<StaffMember>[]>(
    () => [
      nameColumn(),
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
  return (
    <RecordSection
      section="staff"
      words={{ ...words, noneHint: words.pinHint }}
      rows={people.data ?? []}
      columns={columns}
      instead={
        people.error ? (
          <ErrorState error={people.error} onRetry={() => void people.refetch()} />
        ) : people.isPending ? (
          <LoadingState />
        ) : undefined
      }
      form={(row, close) => <StaffForm person={row} onClose={close} />}
    />
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
