import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { type ReactElement, useState } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';

interface Question {
  readonly title: string;
  /** In one sentence, what will happen. */
  readonly consequence: string;
  /** Who is booked, by name. */
  readonly names: readonly string[];
  readonly tellByDefault: boolean;
  readonly confirmLabel: string;
}

/**
 * Asks before a booked session gets another time: shows who is affected, and whether to tell them. The harmless button has the
 * focus; closing counts as no. Null when it stays as it is.
 */
export function askAboutBooked(question: Question): Promise<{ readonly tellClients: boolean } | null> {
  return new Promise((resolve) => {
    const id = modals.open({
      title: question.title,
      closeButtonProps: { 'aria-label': uiMessages.close },
      // The answer by a button comes first; what is resolved stays resolved.
      onClose: () => resolve(null),
      children: (
        <BookedQuestion
          question={question}
          onAnswer={(answer) => {
            resolve(answer);
            modals.close(id);
          }}
        />
      ),
    });
  });
}

/** More names would push the buttons out of the window. */
const MOST_NAMES = 12;

function BookedQuestion(props: {
  readonly question: Question;
  readonly onAnswer: (answer: { readonly tellClients: boolean } | null) => void;
}): ReactElement {
  const { consequence, names, tellByDefault, confirmLabel } = props.question;
  const [tellClients, setTellClients] = useState(tellByDefault);
  const rest = names.length - MOST_NAMES;
  return (
    <Stack gap={12}>
      <Text>{consequence}</Text>
      <ul className="booked-names" aria-label={uiMessages.booked}>
        {names.slice(0, MOST_NAMES).map((name, index) => (
          // The same person may hold several places.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={`${index}${name}`}>{name}</li>
        ))}
        {rest > 0 ? <li>{uiMessages.andMore(rest)}</li> : null}
      </ul>
      <Checkbox
        label={uiMessages.tellThem}
        description={tellClients ? uiMessages.tellThemHow : uiMessages.tellNobody}
        checked={tellClients}
        onChange={(event) => setTellClients(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={() => props.onAnswer(null)}>
          {uiMessages.keep}
        </Button>
        <Button onClick={() => props.onAnswer({ tellClients })}>{confirmLabel}</Button>
      </Group>
    </Stack>
  );
}
