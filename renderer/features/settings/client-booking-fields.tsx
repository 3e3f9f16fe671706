import { Stack, Switch, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { VisibilityFacts } from '#domain/visibility/why-hidden.ts';
import { explainerWords as words } from '#renderer/messages/lists.ts';
import { VisibilityChecklist } from '#renderer/ui/visibility-checklist.tsx';

/** The part "Client booking" of a service, location or room (seed 001): its switch, and every other one that plays a part. */
export function ClientBookingFields(props: {
  readonly form: {
    readonly getInputProps: (field: 'clientBooking', options: { type: 'checkbox' }) => object;
  };
  /** Makes its switch one that is led to. */
  readonly mark: object;
  readonly facts: VisibilityFacts;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <Stack gap={12} component="section" aria-label={words.clientBooking}>
      <Title order={3}>{words.clientBooking}</Title>
      <Switch
        label={words.clientBookingLabel}
        {...props.mark}
        {...props.form.getInputProps('clientBooking', { type: 'checkbox' })}
      />
      {props.children}
      <VisibilityChecklist facts={props.facts} />
    </Stack>
  );
}
