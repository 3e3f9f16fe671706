import { Button, Checkbox, Popover, ScrollArea, Stack, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { bulk } from '#renderer/messages/cancellation.ts';

interface Choice<Id> {
  readonly id: Id;
  readonly name: string;
}

const SEARCH_FROM = 9;

/** A button that says what is chosen and opens a list of check boxes; nothing chosen means all. */
export function FilterPicker<Id extends number>(props: {
  readonly label: string;
  readonly allLabel: string;
  readonly choices: readonly Choice<Id>[];
  readonly chosen: readonly Id[];
  readonly onChange: (chosen: readonly Id[]) => void;
}): ReactElement {
  const { label, choices, chosen } = props;
  const [search, setSearch] = useState('');
  const names = choices.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
  const said =
    names.length === 0
      ? props.allLabel
      : names.length === 1
        ? (names[0] ?? '')
        : bulk.several(label, names.length);
  const found = choices.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  const toggle = (id: Id): void =>
    props.onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <Popover position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          aria-label={bulk.filterIs(label, said)}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          maw={190}
        >
          {said}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12} w={260}>
        <Stack gap={8} role="group" aria-label={label}>
          {choices.length >= SEARCH_FROM ? (
            <TextInput
              aria-label={bulk.searchIn(label)}
              placeholder={bulk.searchIn(label)}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
              data-autofocus
            />
          ) : null}
          <ScrollArea.Autosize mah={260}>
            <Stack gap={10} p={2}>
              {found.map(({ id, name }) => (
                <Checkbox key={id} label={name} checked={chosen.includes(id)} onChange={() => toggle(id)} />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          {chosen.length > 0 ? (
            <Button variant="subtle" size="compact-sm" onClick={() => props.onChange([])}>
              {props.allLabel}
            </Button>
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
