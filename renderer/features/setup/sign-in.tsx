import {
  Alert,
  Anchor,
  Avatar,
  Button,
  PasswordInput,
  SimpleGrid,
  Stack,
  Text,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { IconBackspace, IconClipboardList } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import type { Person } from '#contract/desktop/auth.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { errorSentence } from '#renderer/messages/errors.ts';
import { setupMessages } from '#renderer/messages/setup.ts';
import { formatClock } from '#renderer/ui/format.ts';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import './setup.css';

const LAST_PERSON = 'callboard.last-person';

/** People as tiles, then the PIN. Who signed in last on this computer is chosen already. */
export function SignIn(props: { readonly onSignedIn: (me: Person) => void }): ReactElement {
  const people = useQuery({ ...queries.auth.people.queryOptions(), staleTime: 0 });
  const [chosen, setChosen] = useState<number | null>(
    () => Number(localStorage.getItem(LAST_PERSON)) || null,
  );
  if (people.error) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  if (!people.data) return <LoadingState />;
  const only = people.data.people.length === 1 ? people.data.people[0] : undefined;
  const person = people.data.people.find(({ staffId }) => staffId === chosen) ?? only;
  return (
    <main className="setup">
      <Stack gap={16} w={person ? 340 : 720} maw="100%">
        <IconClipboardList size={32} stroke={1.5} aria-hidden color="var(--mantine-color-accent-6)" />
        <Title order={1}>{setupMessages.signInTo(people.data.studioName)}</Title>
        {person ? (
          <PinForm key={person.staffId} person={person} onSignedIn={props.onSignedIn} />
        ) : (
          <PeopleList people={people.data.people} onChoose={setChosen} />
        )}
        {person && !only ? (
          <Anchor component="button" type="button" onClick={() => setChosen(null)}>
            {setupMessages.otherPerson}
          </Anchor>
        ) : null}
        {people.data.demoPin ? (
          <Alert color="accent" variant="light" py={8}>
            {setupMessages.demoPin(people.data.demoPin)}
          </Alert>
        ) : null}
      </Stack>
    </main>
  );
}

function PeopleList(props: {
  readonly people: readonly Person[];
  readonly onChoose: (staffId: number) => void;
}): ReactElement {
  if (props.people.length === 0) return <Text>{setupMessages.nobody}</Text>;
  return (
    <>
      <Text c="dimmed">{setupMessages.whoAreYou}</Text>
      <div className="people">
        {props.people.map((person, index) => (
          <UnstyledButton
            key={person.staffId}
            className="person-tile"
            autoFocus={index === 0}
            onClick={() => props.onChoose(person.staffId)}
          >
            <Avatar name={person.name} color="accent" size={32} aria-hidden />
            <span>
              <Text component="span" display="block" fw={600}>
                {person.name}
              </Text>
              <Text component="span" display="block" size="xs" c="dimmed">
                {setupMessages.roles[person.role]}
              </Text>
            </span>
          </UnstyledButton>
        ))}
      </div>
    </>
  );
}

function PinForm(props: {
  readonly person: Person;
  readonly onSignedIn: (me: Person) => void;
}): ReactElement {
  const { person } = props;
  const [pin, setPin] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: () => engine.auth.signIn({ staffId: person.staffId, pin }),
    onSuccess: (me) => {
      localStorage.setItem(LAST_PERSON, String(me.staffId));
      props.onSignedIn(me);
    },
    onError: () => {
      setPin('');
      field.current?.focus();
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (pin && !signIn.isPending) signIn.mutate();
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack gap={12}>
        <PasswordInput
          ref={field}
          label={setupMessages.pinOf(person.name)}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, '').slice(0, 12))}
          inputMode="numeric"
          autoComplete="off"
          autoFocus
          size="md"
          error={signIn.error ? pinSentence(signIn.error) : null}
        />
        <PinPad
          onDigit={(digit) => setPin((now) => (now + digit).slice(0, 12))}
          onDelete={() => setPin((now) => now.slice(0, -1))}
        />
        <Button type="submit" size="md" loading={signIn.isPending} disabled={pin.length === 0}>
          {setupMessages.signIn}
        </Button>
      </Stack>
    </form>
  );
}

function PinPad(props: {
  readonly onDigit: (digit: string) => void;
  readonly onDelete: () => void;
}): ReactElement {
  return (
    <SimpleGrid cols={3} spacing={8}>
      {['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0'].map((digit) =>
        digit === '' ? (
          <span key="gap" />
        ) : (
          <Button key={digit} variant="default" size="md" tabIndex={-1} onClick={() => props.onDigit(digit)}>
            {digit}
          </Button>
        ),
      )}
      <Button
        variant="default"
        size="md"
        tabIndex={-1}
        aria-label={setupMessages.deleteDigit}
        onClick={props.onDelete}
      >
        <IconBackspace size={20} aria-hidden />
      </Button>
    </SimpleGrid>
  );
}

function pinSentence(thrown: unknown): string {
  const error = engineError(thrown);
  return error.code === 'PIN_LOCKED' && !error.data.byOwner
    ? setupMessages.lockedUntil(formatClock(error.data.until, navigator.language, localZone))
    : errorSentence(error);
}

const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
