import {
  ActionIcon,
  Badge,
  Button,
  Indicator,
  Menu,
  Popover,
  RingProgress,
  Select,
  Stack,
  Tooltip,
} from '@mantine/core';
import { useOs } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconFlask,
  IconHelp,
  IconLock,
  IconMapPin,
  IconSearch,
  IconSwitchHorizontal,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useCatalog } from '#renderer/api/catalog.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay, useSignedIn } from '#renderer/api/signed-in.ts';
import { frameMessages } from '#renderer/messages/frame.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';
import { DecisionChip } from './decision-chip.tsx';
import { problemList } from './problem-list.ts';
import { signOut } from './sign-out.ts';
import { ThemeSwitch } from './theme-switch.tsx';

/** What concerns every place: where, find, what runs, what waits, who. */
export function Header(props: {
  readonly onSearch: () => void;
  readonly onShortcuts: () => void;
}): ReactElement {
  const { gateway } = useStudio();
  const onMac = useOs({ getValueInEffect: false }) === 'macos';
  return (
    <header className="header">
      <LocationFilter />
      <Button
        variant="default"
        className="header-search"
        justify="flex-start"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<kbd>{frameMessages.searchKeys(onMac)}</kbd>}
        onClick={props.onSearch}
      >
        {frameMessages.search}
      </Button>
      <div className="header-gap" />
      {gateway === 'simulator' ? (
        <Tooltip label={frameMessages.simulatedHint} multiline w={280}>
          <Badge
            variant="outline"
            color="yellow"
            size="lg"
            className="simulated"
            leftSection={<IconFlask size={14} aria-hidden />}
          >
            {frameMessages.simulated}
          </Badge>
        </Tooltip>
      ) : null}
      <DecisionChip />
      <Waiting />
      <ThemeSwitch />
      <Tooltip label={frameMessages.shortcuts}>
        <ActionIcon aria-label={frameMessages.shortcuts} onClick={props.onShortcuts}>
          <IconHelp size={18} />
        </ActionIcon>
      </Tooltip>
      <PersonMenu />
    </header>
  );
}

function LocationFilter(): ReactElement {
  const { locations } = useCatalog();
  const filters = useUiState((state) => state.filters);
  const set = useUiState((state) => state.set);
  const choose = (value: string | null): void => {
    const chosen = locations.filter(({ id }) => String(id) === value);
    set({ filters: { ...filters, locationIds: chosen.map(({ id }) => id), roomIds: [] } });
  };
  return (
    <Select
      aria-label={frameMessages.locationFilter}
      leftSection={<IconMapPin size={16} aria-hidden />}
      w={200}
      data={[
        { value: 'all', label: frameMessages.allLocations },
        ...locations
          .filter(({ active, id }) => active || filters.locationIds.includes(id))
          .map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      value={String(filters.locationIds[0] ?? 'all')}
      onChange={choose}
      allowDeselect={false}
    />
  );
}

/** The ring of running jobs and the count of what only a person can solve. */
function Waiting(): ReactElement {
  const { data } = useQuery({ ...queries.task.problems.queryOptions(), refetchInterval: 30_000 });
  const atDesk = useMay('owner', 'admin', 'staff');
  const running = data?.runningJobs ?? 0;
  const problems = data ? problemList(data) : [];
  // A hundred unsent messages are one thing to see to, and must not hide one stuck refund.
  const count = problems.reduce((sum, { key, count: of }) => sum + (key === 'unsentMessages' ? 1 : of), 0);
  if (!atDesk) return <></>;
  return (
    <>
      <Tooltip label={frameMessages.runningJobs(running)}>
        <ActionIcon
          component={Link}
          to="/cancellations"
          aria-label={frameMessages.runningJobs(running)}
          data-running={running > 0 || undefined}
          className="jobs-ring"
        >
          <RingProgress
            size={28}
            thickness={3}
            sections={[{ value: running > 0 ? 70 : 0, color: 'accent' }]}
            label={<span className="jobs-count">{running > 0 ? running : ''}</span>}
          />
        </ActionIcon>
      </Tooltip>
      <Popover position="bottom-end" width={320} trapFocus returnFocus>
        <Indicator label={count} size={16} color="red" disabled={count === 0} offset={5}>
          <Popover.Target>
            <ActionIcon aria-label={frameMessages.problems(count)}>
              <IconAlertTriangle size={18} />
            </ActionIcon>
          </Popover.Target>
        </Indicator>
        <Popover.Dropdown aria-label={frameMessages.problemsTitle}>
          {problems.length === 0 ? (
            frameMessages.problems(0)
          ) : (
            <Stack gap={4}>
              {problems.map(({ key, text, to }) =>
                to ? (
                  <Button key={key} component={Link} to={to} variant="subtle" justify="flex-start">
                    {text}
                  </Button>
                ) : (
                  <div key={key}>{text}</div>
                ),
              )}
            </Stack>
          )}
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

function PersonMenu(): ReactElement {
  const me = useSignedIn();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button variant="subtle" color="gray" className="person" aria-label={frameMessages.person(me.name)}>
          {me.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{frameMessages.roles[me.role]}</Menu.Label>
        <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={() => void signOut()}>
          {frameMessages.lock}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSwitchHorizontal size={16} aria-hidden />}
          onClick={() => {
            localStorage.removeItem('callboard.last-person');
            void signOut();
          }}
        >
          {frameMessages.switchPerson}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
