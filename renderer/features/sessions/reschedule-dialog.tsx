import { Alert, Button, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { reschedule as words } from '#renderer/messages/reschedule.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ChooseNewTime } from './choose-new-time.tsx';
import { LetCustomerChoose } from './let-customer-choose.tsx';
import { useRescheduleRules, type RescheduleRules } from './use-reschedule-rules.ts';

/** Another time for one session: typed by the desk, or chosen by the one client who is booked (seed 004). */
export function RescheduleDialog(props: {
  readonly id: SessionId;
  readonly onClose: () => void;
}): ReactElement {
  const atDesk = useMay('owner', 'admin', 'staff');
  const session = useQuery(queries.session.get.queryOptions({ input: { id: props.id } }));
  const rules = useRescheduleRules(props.id, atDesk);
  const failed = session.error ?? rules.error;
  return (
    <FormDialog title={words.title} opened onClose={props.onClose} size="lg">
      {(leave) =>
        !atDesk ? (
          <NoPermissionState />
        ) : failed ? (
          <ErrorState error={failed} onRetry={() => void Promise.all([session.refetch(), rules.refetch()])} />
        ) : session.data && rules.data ? (
          <Ways session={session.data} rules={rules.data} onDone={props.onClose} onLeave={leave} />
        ) : (
          <LoadingState />
        )
      }
    </FormDialog>
  );
}

interface WaysProps {
  readonly session: SessionView;
  readonly rules: RescheduleRules;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

function Ways(props: WaysProps): ReactElement {
  const { session, rules } = props;
  const format = useFormat();
  const [way, setWay] = useState<'choose' | 'let'>('choose');
  const isManagement = useMay('owner', 'admin');
  const until = rules.rescheduleUntilAt;
  const isOver = until !== null && rules.now >= until;
  if (session.state !== 'open') return <Text>{words.notOpen}</Text>;
  return (
    <Stack gap={14}>
      <Text fw={600}>
        {words.now(
          session.title || session.serviceName,
          `${format.day(session.date, 'long')}, ${format.timeRange(session.time, session.durationMinutes)}`,
        )}
      </Text>
      {isOver ? (
        <Alert color={isManagement ? 'yellow' : 'red'} variant="light" p={10} role="note">
          {isManagement
            ? words.afterCutOff(format.instant(until))
            : words.notAfterCutOff(format.instant(until))}
        </Alert>
      ) : null}
      {isOver && !isManagement ? null : (
        <>
          <Radio.Group
            label={words.how}
            value={way}
            onChange={(value) => setWay(value === 'let' ? 'let' : 'choose')}
          >
            <Stack gap={8} mt={8}>
              <Radio value="choose" label={words.choose} data-autofocus />
              <Radio value="let" label={words.letChoose} />
            </Stack>
          </Radio.Group>
          {way === 'choose' ? (
            <ChooseNewTime {...props} />
          ) : (
            <WhereCustomerMay {...props}>
              <LetCustomerChoose {...props} />
            </WhereCustomerMay>
          )}
        </>
      )}
    </Stack>
  );
}

/** A customer can choose when there is exactly one, who is not choosing already, and time is left. */
function WhereCustomerMay(props: WaysProps & { readonly children: ReactElement }): ReactElement {
  const { session, rules, onDone } = props;
  const format = useFormat();
  const [client, ...others] = rules.clients;
  if (rules.offer && client)
    return (
      <Alert color="blue" variant="light" role="note">
        {words.waits(client.name, format.instant(rules.offer.deadlineAt))}
        <Button
          mt={8}
          size="xs"
          variant="default"
          display="block"
          w="fit-content"
          onClick={onDone}
          renderRoot={(root) => <Link {...root} to="/sessions/offers" search={{}} />}
        >
          {words.toTray}
        </Button>
      </Alert>
    );
  const why = !client
    ? words.nobodyBooked
    : others.length > 0
      ? words.manyBooked(rules.clients.length)
      : session.startsAt <= rules.now
        ? words.begun
        : null;
  return why ? (
    <Alert color="gray" variant="light" role="note">
      {why}
    </Alert>
  ) : (
    props.children
  );
}
