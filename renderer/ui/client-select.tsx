import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useRef, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import type { Missing } from '#contract/desktop/prepayment.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { clientMessages } from '#renderer/messages/clients.ts';
import { prepaymentWords } from '#renderer/messages/prepayment.ts';
import { keepsEnter } from './search-select.tsx';
import { useFormat } from './use-format.ts';
import { missingWords, type PrepaidPlace, usePrepayment } from './use-prepayment.ts';
import './form.css';

/** Who stands in the field: as found, or as somebody else's record names them. */
type ChosenClient = Pick<ClientRow, 'id' | 'name'> & Partial<Pick<ClientRow, 'email' | 'phone'>>;

/**
 * Finds a client by name, e-mail or phone; asks the engine while one types. With `onNew`, what was typed and not found is
 * offered as the beginning of a new client.
 */
export function ClientSelect(props: {
  readonly label: string;
  readonly hint: string;
  readonly nothing: string;
  readonly chosen: ChosenClient | null;
  readonly onChange: (client: ClientRow | null) => void;
  readonly onNew?: (text: string) => void;
  readonly error?: string | null;
  readonly description?: string;
  /** Nobody is an answer too, and the field is not where the form begins. */
  readonly isOptional?: boolean;
  /** What they are chosen for: who has not paid in advance as Session control asks is grey, with what is missing. */
  readonly place?: PrepaidPlace;
}): ReactElement {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [asked] = useDebouncedValue(text, 25);
  const isChosenText = props.chosen !== null && asked === props.chosen.name;
  const found = useQuery({
    ...search(isChosenText ? '' : asked),
    placeholderData: keepPreviousData,
  });
  const rows = found.data?.rows ?? [];
  const all: readonly ChosenClient[] =
    props.chosen && !rows.some(({ id }) => id === props.chosen?.id) ? [props.chosen, ...rows] : rows;
  const format = useFormat();
  const { missing, mayGoOn } = usePrepayment(
    props.place,
    all.slice(0, 50).map(({ id }) => id),
  );
  const lacks = (value: string): Missing | undefined =>
    missing.get(all.find(({ id }) => String(id) === value)?.id ?? NOBODY);
  const typed = text.trim();
  const isAnswered = asked.trim() === typed && !found.isFetching;
  const isNew = props.onNew && typed !== '' && isAnswered && rows.length === 0;
  /** What the field holds as typed; empty once somebody was chosen. */
  const latest = useRef('');
  const choose = (value: string | null): void => {
    latest.current = '';
    if (value === NEW) props.onNew?.(typed);
    else if (value === null || value !== String(props.chosen?.id))
      props.onChange(rows.find(({ id }) => String(id) === value) ?? null);
  };
  const cache = useQueryClient();
  /** Enter was pressed before the answer was there: it means what the answer begins with. */
  const takeFirst = async (wanted: string): Promise<void> => {
    const answer = await cache.fetchQuery(search(wanted)).catch(() => null);
    if (!answer || latest.current.trim() !== wanted) return;
    setOpen(false);
    const [first] = answer.rows;
    if (first) props.onChange(first);
    else props.onNew?.(wanted);
  };
  return (
    <Select
      label={props.label}
      placeholder={props.hint}
      data={[
        ...all.map((client) => ({
          value: String(client.id),
          label: [client.name, (client.email ?? '') || (client.phone ?? '')].filter(Boolean).join(' · '),
        })),
        ...(isNew ? [{ value: NEW, label: clientMessages.newClientNamed(typed) }] : []),
      ]}
      value={props.chosen ? String(props.chosen.id) : null}
      onChange={choose}
      searchable
      searchValue={text}
      onSearchChange={setText}
      onInput={(event) => {
        latest.current = event.currentTarget.value;
      }}
      dropdownOpened={isOpen}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const short = lacks(option.value);
        return short ? (
          <span className={mayGoOn ? 'client-warned' : 'client-held'}>
            {option.label}
            <span className="client-short figures">{prepaymentWords.short(missingWords(short, format))}</span>
          </span>
        ) : (
          option.label
        );
      }}
      nothingFoundMessage={props.nothing}
      // Once the answer is there: before it, there is no first one that Enter could take.
      selectFirstOptionOnChange={isAnswered}
      onKeyDown={(event) => {
        if (keepsEnter(event) && !isAnswered && typed !== '') void takeFirst(typed);
      }}
      error={props.error}
      description={props.description}
      clearable={props.isOptional ?? false}
      {...(props.isOptional ? {} : { 'data-autofocus': true, autoFocus: true })}
    />
  );
}

const search = (text: string) =>
  queries.client.list.queryOptions({ input: { search: text, isCounted: false, limit: 20 } });

const NEW = 'new';
const NOBODY = 0 as ClientId;
