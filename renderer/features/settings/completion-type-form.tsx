import { Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { CompletionType } from '#contract/desktop/completion.ts';
import {
  COMPLETION_STATUSES,
  type CompletionStatus,
  LONGEST_LABEL,
  modified,
  MODIFIER_TYPES,
  type ModifierType,
} from '#domain/completion/completion-type.ts';
import { wageOfOne } from '#domain/completion/wage.ts';
import { hourlyCost, minorDigits } from '#domain/values/money.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { completionWords, typeSettings as words } from '#renderer/messages/completion.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { numberOf } from './number-of.ts';

/** A custom session status; what it does to a chosen service is said while typing. */
export function CompletionTypeForm(props: {
  /** Null: a new one. */
  readonly type: CompletionType | null;
  readonly onClose: () => void;
}): ReactElement {
  const { type, onClose } = props;
  const { currency } = useStudio();
  const unit = 10 ** minorDigits(currency);
  const shown = (modifier: number): number | string =>
    type?.modifierType === 'fixed' ? modifier / unit : modifier;
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      label: type?.label ?? '',
      status: type?.status ?? ('missed' as CompletionStatus),
      description: type?.description ?? '',
      modifierType: type?.modifierType ?? ('percentage' as ModifierType),
      clientModifier: shown(type?.clientModifier ?? 50),
      practitionerModifier: shown(type?.practitionerModifier ?? 50),
    },
    check: (values) => ({
      ...(values.label.trim() ? {} : { label: fieldMessages.required }),
      ...wholeNumber('clientModifier', values.clientModifier),
      ...wholeNumber('practitionerModifier', values.practitionerModifier),
    }),
    submit: (values) => {
      const fields = { ...values, ...modifiersOf(values, unit) };
      return type === null
        ? engine.completion.createType(fields)
        : engine.completion.updateType({ ...fields, id: type.id, version: type.version });
    },
    onDone: onClose,
  });
  const values = form.getValues();
  const isFixed = values.modifierType === 'fixed';
  const sign = isFixed ? { prefix: '', suffix: ` ${currency}` } : { prefix: '', suffix: ` ${words.percent}` };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Select
          label={words.status}
          description={words.statusHint}
          data={COMPLETION_STATUSES.map((value) => ({ value, label: completionWords.statuses[value] }))}
          allowDeselect={false}
          {...form.getInputProps('status')}
        />
        <TextInput
          label={words.label}
          description={words.labelHint}
          maxLength={LONGEST_LABEL}
          data-autofocus
          {...form.getInputProps('label')}
        />
        <Textarea
          label={words.description}
          description={words.descriptionHint}
          maxLength={500}
          autosize
          minRows={2}
          {...form.getInputProps('description')}
        />
        <Select
          label={words.modifierType}
          data={MODIFIER_TYPES.map((value) => ({ value, label: words.modifierTypes[value] }))}
          allowDeselect={false}
          {...form.getInputProps('modifierType')}
        />
        <Group grow align="flex-start">
          <NumberInput
            label={words.client}
            min={0}
            allowDecimal={false}
            {...sign}
            {...form.getInputProps('clientModifier')}
          />
          <NumberInput
            label={words.practitioner}
            min={0}
            allowDecimal={false}
            {...sign}
            {...form.getInputProps('practitionerModifier')}
          />
        </Group>
        <Preview modifierType={values.modifierType} {...modifiersOf(values, unit)} />
        <FormEnd
          label={type ? words.save : words.add}
          isSending={isSending}
          error={error}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}

/** "Client pays 50.00, practitioner earns 15.00", for a service that one chooses. */
function Preview(props: {
  readonly modifierType: ModifierType;
  readonly clientModifier: number;
  readonly practitionerModifier: number;
}): ReactElement {
  const { modifierType, clientModifier, practitionerModifier } = props;
  const { services } = useCatalog();
  const format = useFormat();
  const [chosen, setChosen] = useState<string | null>(null);
  const offered = services.filter(({ active }) => active);
  const service = offered.find(({ id }) => String(id) === chosen) ?? offered[0];
  if (!service) return <Text c="dimmed">{words.noService}</Text>;
  const { durationMinutes, wageType } = service;
  const cost =
    service.priceType === 'fixed' ? service.costMinor : hourlyCost(service.costMinor, durationMinutes);
  const isReadable = Number.isFinite(clientModifier) && Number.isFinite(practitionerModifier);
  const pays = modified(cost, modifierType, clientModifier);
  const wage = { wageType, wageMinor: service.wageMinor ?? 0 };
  const earns = wageOfOne(wage, durationMinutes, modifierType, practitionerModifier);
  return (
    <Stack gap={8} className="settings-preview">
      <Select
        label={words.previewFor}
        size="xs"
        data={offered.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(service.id)}
        onChange={setChosen}
        allowDeselect={false}
      />
      {isReadable ? (
        <Text role="status" className="figures">
          {words.preview(format.money(pays), format.money(earns))}
        </Text>
      ) : null}
      <Text size="sm" c="dimmed">
        {words.previewPackage}
        {clientModifier > 0 ? words.creditUsed : words.creditBack}
      </Text>
    </Stack>
  );
}

/** Whole per cents as typed; whole amounts of money become minor units. */
function modifiersOf(
  values: {
    readonly modifierType: ModifierType;
    readonly clientModifier: number | string;
    readonly practitionerModifier: number | string;
  },
  unit: number,
) {
  const factor = values.modifierType === 'fixed' ? unit : 1;
  return {
    clientModifier: numberOf(values.clientModifier) * factor,
    practitionerModifier: numberOf(values.practitionerModifier) * factor,
  };
}

function wholeNumber(path: string, value: number | string): Record<string, string> {
  return Number.isInteger(numberOf(value)) ? {} : { [path]: fieldMessages.issue('NOT_WHOLE') };
}
