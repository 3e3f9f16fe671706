import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconCalendarPlus,
  IconPackage,
  IconPlayerPause,
  IconPlayerPlay,
  IconReportMoney,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { LotRow, LotState } from '#contract/desktop/package.ts';
import type { LotId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { holdWords, releaseWords } from '#renderer/messages/package-hold.ts';
import { extensionWords, packageWords as words } from '#renderer/messages/packages.ts';
import { ListPage } from '#renderer/ui/list-page.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { EmptyState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import { ExtendDialog } from './extend-dialog.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { useLotColumns } from './lot-columns.tsx';
import { ReleaseDialog } from './release-dialog.tsx';

/** Accounting → Packages: everything that clients bought; Enter opens one, Space ticks, and what is ticked can be extended, held or released together. */
export function PackagesScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Packages /> : <NoPermissionState />;
}

function Packages(): ReactElement {
  const { openLot } = usePanels();
  const mayReport = useMay('owner', 'admin');
  const format = useFormat();
  const [text, setText] = useState('');
  const [state, setState] = useState<LotState>('left');
  const [offer, setOffer] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string | number>>(new Set());
  const [act, setAct] = useState<'extend' | 'hold' | 'release' | null>(null);
  const [search] = useDebouncedValue(text.trim(), 50);
  const { packages } = useCatalog();
  const columns = useLotColumns();
  const packageId = useMemo(
    () => packages.find(({ id }) => String(id) === offer)?.id ?? null,
    [packages, offer],
  );
  const filter = { state, packageId, search };
  const paged = usePagedRows<LotRow>({
    queryKey: [...queries.packages.list.key(), filter],
    load: (page, signal) => engine.packages.list({ ...filter, ...page }, { signal }),
  });
  const ids = [...ticked].map((id) => Number(id) as LotId);
  const close = (): void => setAct(null);
  const done = (): void => {
    setTicked(new Set());
    close();
  };
  return (
    <ListPage
      title={words.title}
      count={words.count(format.number(paged.total))}
      actions={
        <>
          {mayReport ? (
            <Button
              variant="default"
              leftSection={<IconReportMoney size={16} aria-hidden />}
              renderRoot={(root) => <Link {...root} to="/accounting/packages/liability" search={{}} />}
            >
              {words.liability}
            </Button>
          ) : null}
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => setAct('release')}
          >
            {ids.length > 0 ? releaseWords.openTicked(ids.length) : releaseWords.open}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            onClick={() => setAct('hold')}
          >
            {ids.length > 0 ? holdWords.openTicked(ids.length) : holdWords.open}
          </Button>
          <Button leftSection={<IconCalendarPlus size={16} aria-hidden />} onClick={() => setAct('extend')}>
            {ids.length > 0 ? extensionWords.openTicked(ids.length) : extensionWords.open}
          </Button>
        </>
      }
      filters={
        <>
          <TextInput
            label={words.search}
            placeholder={words.searchHint}
            value={text}
            maxLength={100}
            w={220}
            autoFocus
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Select
            label={words.state}
            data={STATES.map((value) => ({ value, label: words.states[value] }))}
            value={state}
            onChange={(value) => setState(STATES.find((known) => known === value) ?? 'left')}
            allowDeselect={false}
          />
          <Select
            label={words.offer}
            placeholder={words.allOffers}
            data={packages.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={offer}
            onChange={setOffer}
            clearable
          />
        </>
      }
    >
      <PagedTable
        label={words.table}
        paged={paged}
        rowKey={({ id }) => id}
        columns={columns}
        selection={{
          selected: ticked,
          onChange: setTicked,
          labelOf: ({ name, clientName }) => `${name}, ${clientName}`,
        }}
        onOpen={({ id }) => openLot(id)}
        empty={<EmptyState icon={IconPackage} title={words.none} hint={words.noneHint} />}
      />
      <ExtendDialog opened={act === 'extend'} ids={ids} onClose={close} onDone={done} />
      <HoldDialog opened={act === 'hold'} ids={ids} onClose={close} onDone={done} />
      <ReleaseDialog opened={act === 'release'} ids={ids} onClose={close} onDone={done} />
    </ListPage>
  );
}

const STATES: readonly LotState[] = ['left', 'expiring', 'held', 'expired', 'unused', 'all'];
