import { Group, NumberInput, Select, Textarea } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { Service } from '#contract/desktop/catalog.ts';
import type { TaxRateId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { explainerWords } from '#renderer/messages/lists.ts';
import { serviceSettings as words, settingsMessages } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import { useStudioVisibility } from '#renderer/ui/visibility-checklist.tsx';
import { switchMark } from '#renderer/ui/wanted-switch.ts';
import { activeColumn } from './active-column.tsx';
import { ClientBookingFields } from './client-booking-fields.tsx';
import { ColorPicker } from './color-picker.tsx';
import { numberOf } from './number-of.ts';
import { RecordSection } from './record-section.tsx';
import { ServiceClasses } from './service-classes.tsx';
import { TaxField } from './tax-field.tsx';
import { WageFields } from './wage-fields.tsx';

/** What is sold. */
export function ServiceSection(): ReactElement {
  const { services } = useCatalog();
  const format = useFormat();
  const columns = useMemo<readonly DataColumn<Service>[]>(
    () => [
      {
        key: 'name',
        header: settingsMessages.name,
        width: 'minmax(200px, 2fr)',
        render: ({ name, color }) => (
          <>
            <span className="dot" style={{ background: `var(--service-${color}-edge)` }} aria-hidden />
            {name}
          </>
        ),
      },
      {
        key: 'price',
        header: words.price,
        width: '160px',
        align: 'right',
        render: ({ priceType, costMinor }) =>
          priceType === 'hourly' ? words.perHour(format.money(costMinor)) : format.money(costMinor),
      },
      {
        key: 'duration',
        header: words.duration,
        width: '80px',
        align: 'right',
        render: ({ durationMinutes }) => durationMinutes,
      },
      {
        key: 'capacity',
        header: words.capacity,
        width: '80px',
        align: 'right',
        render: ({ capacity }) => capacity,
      },
      activeColumn(),
    ],
    [format],
  );
  return (
    <RecordSection
      section="services"
      kind="service"
      words={words}
      rows={services}
      columns={columns}
      form={(row, close) => <ServiceForm service={row} onClose={close} />}
    />
  );
}

function ServiceForm(props: {
  readonly service: Service | null;
  readonly onClose: () => void;
}): ReactElement {
  const { service, onClose } = props;
  const { currency } = useStudio();
  const { services } = useCatalog();
  const { form, frame } = useRecordForm({
    row: service,
    addLabel: words.add,
    initialValues: {
      color: service?.color ?? services.length % 12,
      priceType: service?.priceType ?? ('fixed' as 'fixed' | 'hourly'),
      costMinor: service ? moneyText(service.costMinor, currency) : '',
      durationMinutes: service?.durationMinutes ?? (60 as number | string),
      capacity: service?.capacity ?? (10 as number | string),
      description: service?.description ?? '',
      clientBooking: service?.clientBooking ?? false,
      visibility: service?.visibility ?? ('all' as 'all' | 'staff'),
      taxRateId: service?.taxRateId ? String(service.taxRateId) : (null as string | null),
      wageMinor: moneyText(service?.wageMinor ?? 0, currency),
      wageType: service?.wageType ?? ('fixed' as 'fixed' | 'hourly'),
      wageBasis: service?.wageBasis ?? ('session' as 'session' | 'attendee'),
    },
    check: ({ costMinor, wageMinor }) => {
      const cost = readMoney(costMinor, currency);
      const wage = readMoney(wageMinor, currency);
      return {
        ...(cost.ok ? {} : { costMinor: cost.error }),
        ...(wage.ok ? {} : { wageMinor: wage.error }),
      };
    },
    fields: (values) => {
      const cost = readMoney(values.costMinor, currency);
      const wage = readMoney(values.wageMinor, currency);
      return {
        ...values,
        taxRateId: values.taxRateId === null ? null : (Number(values.taxRateId) as TaxRateId),
        wageMinor: wage.ok ? wage.value : 0,
        costMinor: cost.ok ? cost.value : 0,
        durationMinutes: numberOf(values.durationMinutes),
        capacity: numberOf(values.capacity),
      };
    },
    create: engine.catalog.createService,
    update: engine.catalog.updateService,
    onClose,
  });
  const studio = useStudioVisibility();
  const { active, clientBooking, visibility } = form.getValues();
  return (
    <RecordForm frame={frame} active={switchMark(['service_active', service?.id])}>
      <ColorPicker
        label={words.color}
        value={form.getValues().color}
        onChange={(color) => form.setFieldValue('color', color)}
      />
      <Group grow align="flex-start">
        <MoneyInput label={words.price} {...form.getInputProps('costMinor')} />
        <Select
          label={words.priceType}
          data={[
            { value: 'fixed', label: words.fixed },
            { value: 'hourly', label: words.hourly },
          ]}
          allowDeselect={false}
          {...form.getInputProps('priceType')}
        />
      </Group>
      <TaxField current={service?.taxRateId ?? null} {...form.getInputProps('taxRateId')} />
      <WageFields inputProps={form.getInputProps} />
      {service ? <ServiceClasses serviceId={service.id} /> : null}
      <Group grow align="flex-start">
        <NumberInput label={words.duration} min={5} step={5} {...form.getInputProps('durationMinutes')} />
        <NumberInput label={words.capacity} min={1} {...form.getInputProps('capacity')} />
      </Group>
      <Textarea label={words.description} maxLength={2000} {...form.getInputProps('description')} />
      <ClientBookingFields
        form={form}
        mark={switchMark(['service_booking', service?.id])}
        facts={{
          studioBooking: studio.studioBooking,
          hasOpenLocation: studio.hasOpenLocation ?? false,
          service: { id: service?.id, active, clientBooking, visibility },
        }}
      >
        <Select
          label={explainerWords.visibility}
          data={[
            { value: 'all', label: explainerWords.visibilities.all },
            { value: 'staff', label: explainerWords.visibilities.staff },
          ]}
          allowDeselect={false}
          {...switchMark(['service_visibility', service?.id])}
          {...form.getInputProps('visibility')}
        />
      </ClientBookingFields>
    </RecordForm>
  );
}
