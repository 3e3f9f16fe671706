import { ActionIcon, Button, Group, NumberInput, Select, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CompletionType } from '#contract/desktop/completion.ts';
import { MOST_HOURS_BEFORE, MOST_LEVELS } from '#domain/cancellation/client-policy.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { policySettings as words } from '#renderer/messages/prepayment.ts';
import { settingsMessages } from '#renderer/messages/settings.ts';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { numberOf } from './number-of.ts';
import './settings.css';
import { SettingsForm } from './settings-form.tsx';

interface Level {
  readonly hoursBefore: number | string;
  readonly typeId: string | null;
}

/** What canceling late costs a client: up to three levels, each with its hours and the status that charges. */
export function ClientPolicyForm(): ReactElement {
  const policy = useQuery(queries.prepayment.policy.queryOptions());
  const types = useQuery(queries.completion.types.queryOptions());
  const failed = policy.error ?? types.error;
  if (failed)
    return (
      <ErrorState
        error={failed}
        onRetry={() => {
          void policy.refetch();
          void types.refetch();
        }}
      />
    );
  if (!policy.data || !types.data) return <LoadingState />;
  const levels = policy.data.levels.map(({ hoursBefore, typeId }) => ({
    hoursBefore,
    typeId: String(typeId),
  }));
  // The override is no price that a client could know.
  const choices = types.data.filter(({ builtIn }) => builtIn !== 'override');
  return <Fields levels={levels} types={choices} />;
}

function Fields(props: {
  readonly levels: readonly Level[];
  readonly types: readonly CompletionType[];
}): ReactElement {
  const { types } = props;
  const cache = useQueryClient();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { levels: [...props.levels] },
    check: ({ levels }) =>
      Object.fromEntries(
        levels.flatMap(({ typeId }, index) =>
          typeId === null ? [[`levels.${index}.typeId`, fieldMessages.choose]] : [],
        ),
      ),
    submit: ({ levels }) =>
      engine.prepayment.updatePolicy({
        levels: levels.flatMap(({ hoursBefore, typeId }) => {
          const type = types.find(({ id }) => String(id) === typeId);
          return type ? [{ hoursBefore: numberOf(hoursBefore), typeId: type.id }] : [];
        }),
      }),
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queries.prepayment.key() });
      toast(settingsMessages.saved);
    },
  });
  const { levels } = form.getValues();
  const missed = types.find(({ builtIn }) => builtIn === 'missed');
  const add = (): void =>
    form.insertListItem('levels', { hoursBefore: 24, typeId: missed ? String(missed.id) : null });
  return (
    <SettingsForm
      title={words.title}
      hint={words.hint}
      onSubmit={onSubmit}
      error={error}
      isSending={isSending}
      beside={
        levels.length < MOST_LEVELS ? (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {words.add}
          </Button>
        ) : (
          <span />
        )
      }
    >
      {levels.map((level, index) => (
        <Group key={index} gap={8} align="flex-start" wrap="nowrap">
          <NumberInput
            label={words.before}
            min={1}
            max={MOST_HOURS_BEFORE}
            w={140}
            {...form.getInputProps(`levels.${index}.hoursBefore`)}
          />
          <Select
            label={words.status}
            data={types.map(({ id, label }) => ({ value: String(id), label }))}
            allowDeselect={false}
            flex={1}
            {...form.getInputProps(`levels.${index}.typeId`)}
          />
          <ActionIcon
            mt={26}
            aria-label={words.remove(String(level.hoursBefore))}
            onClick={() => form.removeListItem('levels', index)}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Text size="sm" role="status">
        {sentence(levels, types)}
      </Text>
    </SettingsForm>
  );
}

/** The policy as a client would be told, the shortest notice first. */
function sentence(levels: readonly Level[], types: readonly CompletionType[]): string {
  if (levels.length === 0) return words.none;
  const said = levels
    .map(({ hoursBefore, typeId }) => ({ hours: numberOf(hoursBefore), typeId }))
    .filter(({ hours }) => hours > 0)
    .toSorted((a, b) => a.hours - b.hours)
    .map(({ hours, typeId }) =>
      words.sentence(hours, types.find(({ id }) => String(id) === typeId)?.label ?? '…'),
    );
  return [...said, words.otherwise].join(' ');
}
