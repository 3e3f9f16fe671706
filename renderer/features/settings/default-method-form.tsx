import { Select, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { methodNames, methodSetting as words } from '#renderer/messages/payments.ts';
import { toast, toastError } from '#renderer/ui/toast.tsx';

const METHODS = ['cash', 'card', 'transfer', 'check', 'other'] as const;

/** How most clients pay here: the way that Take payment begins with. Kept as soon as it is chosen. */
export function DefaultMethodForm(): ReactElement {
  const client = useQueryClient();
  const { data } = useQuery(queries.payment.defaultMethod.queryOptions());
  const saving = useMutation(
    queries.payment.setDefaultMethod.mutationOptions({
      onSuccess: () => {
        toast(words.saved);
        void client.invalidateQueries({ queryKey: queries.payment.key() });
      },
      onError: toastError,
    }),
  );
  return (
    <div className="settings-form panel-card">
      <Stack gap={8}>
        <Title order={2}>{words.title}</Title>
        <Text c="dimmed">{words.hint}</Text>
        <Select
          label={words.label}
          data={METHODS.map((method) => ({ value: method, label: methodNames[method] }))}
          value={data?.method ?? null}
          disabled={!data || saving.isPending}
          allowDeselect={false}
          onChange={(value) => {
            const method = METHODS.find((each) => each === value);
            if (method && method !== data?.method) saving.mutate({ method });
          }}
          w={220}
        />
      </Stack>
    </div>
  );
}
