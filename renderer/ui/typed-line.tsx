import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { TypedSessionView } from '#contract/desktop/session.ts';
import { engine } from '#renderer/api/engine.ts';
import { sessionMessages } from '#renderer/messages/sessions.ts';
import { ErrorNote } from './states.tsx';
import { useTypedText } from './typed-text.ts';

const words = sessionMessages.typed;
type Typed = TypedSessionView;
type Choice = Typed['unclear'][number]['choices'][number];

/**
 * One line such as "Ana piano tue 16:30 x10" at the head of a form. Enter has it read; `onRead` fills the form in with what was
 * understood, and what was not is said or asked here. `initial` is read at once.
 */
export function TypedLine(props: {
  readonly initial: string;
  readonly onRead: (typed: Typed, text: string) => void;
}): ReactElement {
  const [text, setText] = useState(props.initial);
  const [typed, setTyped] = useState<Typed | null>(null);
  const textOf = useTypedText();
  const reading = useMutation({
    mutationFn: (line: string) => engine.session.readWords({ text: line }),
    onSuccess: (answer, line) => {
      setTyped(answer);
      props.onRead(answer, line);
    },
  });
  const { mutate } = reading;
  const { initial } = props;
  const readOnce = useRef(false);
  useEffect(() => {
    if (readOnce.current || initial.trim() === '') return;
    readOnce.current = true;
    mutate(initial);
  }, [initial, mutate]);
  const choose = (choice: Choice, wanted: string): void => {
    if (!typed) return;
    const next: Typed = {
      ...typed,
      names: { ...typed.names, [choice.kind]: choice },
      unclear: typed.unclear.filter(({ words: about }) => about !== wanted),
    };
    setTyped(next);
    props.onRead(next, text);
  };
  return (
    <Stack gap={6}>
      <TextInput
        data-autofocus
        label={words.label}
        placeholder={words.hint}
        description={words.how}
        maxLength={300}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Enter reads the line; it does not send the form below.
          event.preventDefault();
          if (text.trim() !== '') reading.mutate(text);
        }}
      />
      <ErrorNote error={reading.error} />
      {typed ? (
        <div role="status">
          <Text size="sm">{textOf(typed) ? words.filled(textOf(typed)) : words.nothing}</Text>
          {typed.unknown.length > 0 ? (
            <Text size="sm" fw={600}>
              {words.unknown(typed.unknown)}
            </Text>
          ) : null}
        </div>
      ) : null}
      {typed?.unclear.map((question) => (
        <Group key={question.words} gap={6} role="group" aria-label={words.which(question.words)}>
          <Text size="sm">{words.which(question.words)}</Text>
          {question.choices.map((choice) => (
            <Button
              key={`${choice.kind}${choice.id}`}
              size="compact-sm"
              variant="default"
              onClick={() => choose(choice, question.words)}
            >
              {words.choice(choice.name, words.kinds[choice.kind])}
            </Button>
          ))}
        </Group>
      ))}
    </Stack>
  );
}
