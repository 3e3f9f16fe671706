import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { isLocalDate, isLocalTime } from '#domain/values/time.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { formatDay, formatTime } from './format.ts';
import { readDay, readTime } from './read-when.ts';
import { useStudio } from './studio-context.ts';

type WhenProps = Omit<TextInputProps, 'label' | 'value' | 'onChange' | 'rightSection'> & {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/**
 * A local date (`YYYY-MM-DD`), typed as the studio's locale writes dates or picked from a small calendar. What is no date is
 * handed on as typed, so that the form can say so.
 */
export function DayInput(props: WhenProps): ReactElement {
  const { locale, weekStartsOn } = useStudio();
  const { value, onChange, ...rest } = props;
  const [isOpen, setOpen] = useState(false);
  const typing = useTyped({
    value,
    onChange,
    show: (date) => (isLocalDate(date) ? formatDay(date, locale, 'numeric') : date),
    read: (text) => readDay(text, locale),
  });
  const pick = (date: string | null): void => {
    if (date) onChange(date);
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <TextInput
        {...rest}
        {...typing}
        autoComplete="off"
        rightSection={
          <Popover.Target>
            <ActionIcon
              aria-label={uiMessages.pickDate(props.label)}
              size="md"
              onClick={() => setOpen(!isOpen)}
            >
              <IconCalendar size={16} />
            </ActionIcon>
          </Popover.Target>
        }
      />
      <Popover.Dropdown>
        <DatePicker
          value={isLocalDate(value) ? value : null}
          {...(isLocalDate(value) ? { defaultDate: value } : {})}
          onChange={pick}
          firstDayOfWeek={(weekStartsOn % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6}
          previousLabel={uiMessages.earlierMonth}
          nextLabel={uiMessages.laterMonth}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** A local time (`HH:MM`): "9", "930", "9:30 pm" and "21.30" are all understood. */
export function ClockInput(props: WhenProps): ReactElement {
  const { locale } = useStudio();
  const { value, onChange, ...rest } = props;
  const typing = useTyped({
    value,
    onChange,
    show: (time) => (isLocalTime(time) ? formatTime(time, locale) : time),
    read: readTime,
  });
  return <TextInput {...rest} {...typing} autoComplete="off" />;
}

/** Keeps what is being typed as it is, and shows it in the locale's way once the field is left. */
function useTyped(field: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly show: (value: string) => string;
  readonly read: (text: string) => string | null;
}): Pick<TextInputProps, 'value' | 'onChange' | 'onBlur'> {
  const [typed, setTyped] = useState<string | null>(null);
  return {
    value: typed ?? field.show(field.value),
    onChange: ({ currentTarget }) => {
      setTyped(currentTarget.value);
      field.onChange(field.read(currentTarget.value) ?? currentTarget.value);
    },
    onBlur: () => setTyped(null),
  };
}
