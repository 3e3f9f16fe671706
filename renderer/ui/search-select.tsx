import {
  type ComboboxItem,
  isOptionsGroup,
  type OptionsFilter,
  Select,
  type SelectProps,
} from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

type Taken = 'data' | 'onChange' | 'searchable' | 'searchValue' | 'onSearchChange' | 'filter' | 'value';

/**
 * A Select in which one types to find. The best match is ready for Enter, and Enter never sends the form while something is
 * being looked for. Leaving the field takes a text that means one choice only; any other text stays where it is, with an
 * error at the field, and `useEngineForm` does not send until it is put right. Nothing typed goes back to the old value unseen.
 */
export function SearchSelect(
  props: Omit<SelectProps, Taken> & {
    readonly data: readonly (string | Choice)[];
    readonly value?: string | null;
    readonly onChange?: (value: string | null) => void;
  },
): ReactElement {
  const { data, value, onChange, onBlur, onOptionSubmit, error, ...rest } = props;
  const choices = data.map((each) => (typeof each === 'string' ? { value: each, label: each } : each));
  const [text, setText] = useState(labelOf(choices, value));
  const [isUnmatched, setUnmatched] = useState(false);
  /** What was typed and not yet chosen; null when the field shows its value. */
  const typed = useRef<string | null>(null);
  const choose = (chosen: string | null): void => {
    typed.current = null;
    setUnmatched(false);
    setText(labelOf(choices, chosen));
    if (chosen !== (value || null)) onChange?.(chosen);
  };
  const settle = (): void => {
    const looked = typed.current;
    if (looked === null) return choose(value || null);
    if (looked.trim() === '') return choose(rest.clearable ? null : value || null);
    const only = onlyMatch(choices, looked);
    if (only) return choose(only.value);
    setText(looked);
    setUnmatched(true);
  };
  return (
    <Select
      {...rest}
      data={choices}
      value={value || null}
      onChange={choose}
      searchable
      selectFirstOptionOnChange
      filter={bestFirst}
      nothingFoundMessage={uiMessages.nothingMatches}
      searchValue={text}
      onSearchChange={setText}
      onInput={(event) => {
        typed.current = event.currentTarget.value;
        setUnmatched(false);
      }}
      onOptionSubmit={(chosen) => {
        typed.current = null;
        setUnmatched(false);
        setText(labelOf(choices, chosen));
        onOptionSubmit?.(chosen);
      }}
      onKeyDown={(event) => {
        const field = event.currentTarget;
        if (keepsEnter(event)) return queueMicrotask(() => takeMarked(field, typed.current));
        if (event.key === 'Enter' && typed.current !== null) {
          event.preventDefault();
          settle();
        }
      }}
      onBlur={(event) => {
        settle();
        onBlur?.(event);
      }}
      error={isUnmatched ? uiMessages.notInList(text) : error}
      data-unmatched={isUnmatched || undefined}
    />
  );
}

/** Enter belongs to the open list: it chooses, and does not send the form even if nothing is found. True when it was kept. */
export function keepsEnter(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.key !== 'Enter' || event.currentTarget.dataset['expanded'] !== 'true') return false;
  event.preventDefault();
  return true;
}

/**
 * The library notes what Enter takes a moment after the list has opened, and so forgets it for somebody who types fast: then the
 * choice that is marked is taken, which is what they see. Nothing to do if Enter has chosen, or nothing was typed.
 */
function takeMarked(field: HTMLElement, typed: string | null): void {
  const list = field.getAttribute('aria-controls');
  if (typed === null || list === null) return;
  document.getElementById(list)?.querySelector<HTMLElement>('[data-combobox-selected]')?.click();
}

/** Choices that contain the text: first those whose value or name begins with it, so that "EUR" finds the euro first. */
const bestFirst: OptionsFilter = ({ options, search, limit }) => {
  const wanted = plain(search);
  const found = options.flatMap((option) =>
    isOptionsGroup(option) ? [] : rankOf(option, wanted) < NONE ? [option] : [],
  );
  return found.sort((a, b) => rankOf(a, wanted) - rankOf(b, wanted)).slice(0, limit);
};

const NONE = 4;

function rankOf({ value, label }: Choice | ComboboxItem, wanted: string): number {
  const name = plain(label);
  if (plain(value) === wanted || name === wanted) return 0;
  if (plain(value).startsWith(wanted) || name.startsWith(wanted)) return 1;
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
  return name.includes(wanted) ? 3 : NONE;
}

function onlyMatch(choices: readonly Choice[], text: string): Choice | undefined {
  const wanted = plain(text);
  const exact = choices.filter((choice) => rankOf(choice, wanted) === 0);
  const found = exact.length > 0 ? exact : choices.filter((choice) => rankOf(choice, wanted) < NONE);
  return found.length === 1 ? found[0] : undefined;
}

/** Case and the underscores of zone names do not matter to somebody who looks for New York. */
function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll('_', ' ');
}

function labelOf(choices: readonly Choice[], value: string | null | undefined): string {
  return choices.find((choice) => choice.value === value)?.label ?? '';
}
