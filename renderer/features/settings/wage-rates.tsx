import { ActionIcon, Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { PractitionerId, ServiceId } from '#domain/values/ids.ts';
import { isLocalDate, type LocalDate } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { wageWords as words } from '#renderer/messages/completion.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { readMoney } from '#renderer/ui/money-input.tsx';
import { ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { todayIn } from '#renderer/ui/today.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { WageFields } from './wage-fields.tsx';

/** What a practitioner earns instead of the service's wage: per service or for all, each from a day on (domain.md 6). */
export function WageRates(props: { readonly practitionerId: PractitionerId }): ReactElement {
  const { practitionerId } = props;
  const rates = useQuery(queries.wage.rates.queryOptions({ input: { practitionerId } }));
  const { nameOf } = useCatalog();
  const format = useFormat();
  const removal = useMutation({
    mutationFn: (id: (typeof list)[number]['id']) => engine.wage.removeRate({ id }),
    onSuccess: () => toast(words.removed),
  });
  const list = rates.data ?? [];
  return (
    <section aria-label={words.ratesTitle}>
      <div className="section-head">
        <Title order={3}>{words.ratesTitle}</Title>
      </div>
      <Text size="sm" c="dimmed" mb={8}>
        {words.ratesHint}
      </Text>
      {rates.error ? <ErrorNote error={rates.error} /> : null}
      {rates.isPending ? <LoadingState rows={2} /> : null}
      {rates.data?.length === 0 ? <Text>{words.noRates}</Text> : null}
      <ul className="plain-list">
        {list.map(({ id, serviceId, fromDate, wageMinor, wageType, wageBasis }) => {
          const what = serviceId === null ? words.allServices : nameOf('services', serviceId);
          const wage = words.short(format.money(wageMinor), wageType, wageBasis);
          return (
            <li key={id} className="booking booking-head">
              <span className="figures">
                <strong>{what}</strong>, {format.day(fromDate, 'numeric')}: {wage}
              </span>
              <ActionIcon
                size="sm"
                aria-label={words.remove(`${what}, ${format.day(fromDate, 'numeric')}`)}
                onClick={() => removal.mutate(id)}
              >
                <IconX size={16} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      {removal.error ? <ErrorNote error={removal.error} /> : null}
      <RateForm practitionerId={practitionerId} />
    </section>
  );
}

function RateForm(props: { readonly practitionerId: PractitionerId }): ReactElement {
  const { currency, zone } = useStudio();
  const { services } = useCatalog();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      serviceId: '',
      fromDate: todayIn(zone) as string,
      wageMinor: '',
      wageType: 'fixed' as 'fixed' | 'hourly',
      wageBasis: 'session' as 'session' | 'attendee',
    },
    check: ({ wageMinor, fromDate }) => {
      const wage = readMoney(wageMinor, currency);
      return {
        ...(wage.ok ? {} : { wageMinor: wage.error }),
        ...(isLocalDate(fromDate) ? {} : { fromDate: fieldMessages.issue('DATE') }),
      };
    },
    submit: ({ serviceId, fromDate, wageMinor, ...wage }) => {
      const read = readMoney(wageMinor, currency);
      return engine.wage.setRate({
        ...wage,
        practitionerId: props.practitionerId,
        serviceId: serviceId === '' ? null : (Number(serviceId) as ServiceId),
        fromDate: fromDate as LocalDate,
        wageMinor: read.ok ? read.value : 0,
      });
    },
    onDone: () => {
      form.reset();
      toast(words.added);
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12} mt={16}>
        <Group grow align="flex-start">
          <Select
            label={words.service}
            data={[
              { value: '', label: words.allServices },
              ...services.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            allowDeselect={false}
            {...form.getInputProps('serviceId')}
          />
          <DayInput
            label={words.from}
            value={form.getValues().fromDate}
            onChange={(day) => form.setFieldValue('fromDate', day)}
            error={form.errors['fromDate']}
          />
        </Group>
        <WageFields inputProps={form.getInputProps} />
        <ErrorNote error={error} />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={isSending}>
            {words.add}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
