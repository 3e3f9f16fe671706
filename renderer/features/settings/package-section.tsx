import { Group, MultiSelect, NumberInput } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { PackageOffer } from '#contract/desktop/catalog.ts';
import type { ServiceId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { packageSettings as words } from '#renderer/messages/settings.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { keepsEnter } from '#renderer/ui/search-select.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import { activeColumn } from './active-column.tsx';
import { nameColumn } from './name-column.ts';
import { numberOf } from './number-of.ts';
import { PackageNotices } from './package-notices.tsx';
import { RecordSection } from './record-section.tsx';
import { RemoveOffer, ShareNote } from './package-parts.tsx';

/** What is sold several sessions at a time. */
export function PackageSection(): ReactElement {
  const { packages, nameOf } = useCatalog();
  const format = useFormat();
  const columns = useMemo<readonly DataColumn<PackageOffer>[]>(
    () => [
      nameColumn(),
      {
        key: 'credits',
        header: words.credits,
        width: '80px',
        align: 'right',
        render: ({ credits }) => credits,
      },
      {
        key: 'price',
        header: words.price,
        width: '120px',
        align: 'right',
        render: ({ priceMinor }) => <MoneyText amountMinor={priceMinor} />,
      },
      {
        key: 'valid',
        header: words.validDays,
        width: '120px',
        align: 'right',
        render: ({ validDays }) =>
          validDays === null ? words.neverExpires : words.days(format.number(validDays)),
      },
      {
        key: 'services',
        header: words.services,
        width: 'minmax(160px, 2fr)',
        render: ({ serviceIds }) => serviceIds.map((id) => nameOf('services', id)).join(', '),
      },
      activeColumn(),
    ],
    [format, nameOf],
  );
  return (
    <RecordSection
      section="packages"
      words={words}
      rows={packages}
      columns={columns}
      form={(row, close) => <PackageForm offer={row} onClose={close} />}
    >
      <PackageNotices />
    </RecordSection>
  );
}

function PackageForm(props: {
  readonly offer: PackageOffer | null;
  readonly onClose: () => void;
}): ReactElement {
  const { offer, onClose } = props;
  const { currency } = useStudio();
  const { services } = useCatalog();
  const { form, frame } = useRecordForm({
    row: offer,
    addLabel: words.add,
    initialValues: {
      credits: offer?.credits ?? (10 as number | string),
      priceMinor: offer ? moneyText(offer.priceMinor, currency) : '',
      rescheduleFeeMinor: moneyText(offer?.rescheduleFeeMinor ?? 0, currency),
      validDays: offer?.validDays ?? ('' as number | string),
      serviceIds: offer?.serviceIds.map(String) ?? [],
    },
    check: ({ priceMinor, rescheduleFeeMinor, serviceIds }) => {
      const price = readMoney(priceMinor, currency);
      const fee = readMoney(rescheduleFeeMinor, currency);
      return {
        ...(fee.ok ? {} : { rescheduleFeeMinor: fee.error }),
        ...(price.ok ? {} : { priceMinor: price.error }),
        ...(serviceIds.length > 0 ? {} : { serviceIds: words.servicesNeeded }),
      };
    },
    fields: (values) => {
      const price = readMoney(values.priceMinor, currency);
      const fee = readMoney(values.rescheduleFeeMinor, currency);
      return {
        ...values,
        rescheduleFeeMinor: fee.ok ? fee.value : 0,
        credits: numberOf(values.credits),
        priceMinor: price.ok ? price.value : 0,
        validDays: values.validDays === '' ? null : numberOf(values.validDays),
        serviceIds: values.serviceIds.map((id) => Number(id) as ServiceId),
      };
    },
    create: engine.catalog.createPackage,
    update: engine.catalog.updatePackage,
    onClose,
  });
  return (
    <RecordForm frame={frame}>
      <Group grow align="flex-start">
        <NumberInput label={words.credits} min={1} {...form.getInputProps('credits')} />
        <MoneyInput label={words.price} {...form.getInputProps('priceMinor')} />
      </Group>
      <NumberInput
        label={words.validDays}
        description={words.validHint}
        min={1}
        {...form.getInputProps('validDays')}
      />
      <MultiSelect
        label={words.services}
        data={services.map(({ id, name }) => ({ value: String(id), label: name }))}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={uiMessages.nothingMatches}
        onKeyDown={keepsEnter}
        {...form.getInputProps('serviceIds')}
      />
      <MoneyInput
        label={words.fee}
        description={words.feeHint}
        {...form.getInputProps('rescheduleFeeMinor')}
      />
      <ShareNote credits={form.getValues().credits} price={form.getValues().priceMinor} />
      {offer ? <RemoveOffer offer={offer} onDone={onClose} /> : null}
    </RecordForm>
  );
}
