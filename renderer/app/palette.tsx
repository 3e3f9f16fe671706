import { Modal, ScrollArea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactElement, useId, useState } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { frameMessages } from '#renderer/messages/frame.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { useCoversPanels } from '#renderer/ui/covered-panels.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { type Finding, useCommands } from './use-commands.ts';
import { useTypedFinding } from './use-typed-finding.ts';

/** Finds any client, session, screen or command; arrows choose, Enter goes, Escape closes. */
export function Palette(props: { readonly opened: boolean; readonly onClose: () => void }): ReactElement {
  useCoversPanels(props.opened);
  return (
    <Modal.Root
      opened={props.opened}
      onClose={props.onClose}
      size={560}
      yOffset="12vh"
      centered={false}
      zIndex={ABOVE_PANELS}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={frameMessages.search}>
        <Modal.Body p={0}>
          <Finder onClose={props.onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder(props: { readonly onClose: () => void }): ReactElement {
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const findings = useFindings(text);
  const at = Math.min(active, Math.max(0, findings.length - 1));
  const act = (finding: Finding | undefined): void => {
    if (!finding) return;
    props.onClose();
    finding.act();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setActive(Math.min(at + 1, findings.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(at - 1, 0));
    else if (event.key === 'Enter') act(findings[at]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="palette">
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className="palette-input"
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder={frameMessages.searchHint}
        aria-label={frameMessages.searchHint}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={findings.length > 0 ? `${id}-${at}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ScrollArea.Autosize mah={420}>
        <div id={id} role="listbox" aria-label={frameMessages.search} className="palette-list">
          {findings.map((finding, index) => (
            <div key={finding.key}>
              {findings[index - 1]?.group === finding.group ? null : (
                <div className="palette-group" role="presentation">
                  {finding.group}
                </div>
              )}
              <div
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === at}
                tabIndex={-1}
                className="palette-item"
                onMouseMove={() => setActive(index)}
                onClick={() => act(finding)}
                onKeyDown={onKeyDown}
              >
                <span>{finding.label}</span>
                <span className="palette-detail">{finding.detail}</span>
              </div>
            </div>
          ))}
        </div>
        {findings.length === 0 ? <div className="palette-group">{frameMessages.searchNothing}</div> : null}
      </ScrollArea.Autosize>
      <div className="palette-foot" role="status">
        {text.trim().length < 2 ? frameMessages.searchShort : uiMessages.found(findings.length)}
      </div>
    </div>
  );
}

function useFindings(text: string): readonly Finding[] {
  const [asked] = useDebouncedValue(text.trim(), 120);
  const isAsked = asked.length >= 2 && text.trim().length >= 2;
  const { openClient, openSession } = usePanels();
  const typed = useTypedFinding(isAsked ? asked : '');
  const format = useFormat();
  const commands = useCommands();
  const found = useQuery({
    ...queries.search.find.queryOptions({ input: { text: asked } }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const wanted = text.trim().toLowerCase();
  return [
    ...(isAsked ? typed : []),
    ...(isAsked ? (found.data?.clients ?? []) : []).map((client) => ({
      key: `client-${client.id}`,
      group: frameMessages.groupClients,
      label: client.name,
      detail: client.detail,
      act: () => openClient(client.id),
    })),
    ...(isAsked ? (found.data?.sessions ?? []) : []).map((session) => ({
      key: `session-${session.id}`,
      group: frameMessages.groupSessions,
      label: session.title,
      detail: `${format.day(session.date)}, ${format.time(session.time)}`,
      act: () => openSession(session.id),
    })),
    ...commands.filter((command) => isMeant(command, wanted)),
  ];
}

/** Its name is typed in part; or words of its name and of where it is, for names that there are twice ("settings packages"). */
function isMeant({ label, detail }: Finding, wanted: string): boolean {
  const name = label.toLowerCase();
  const words = wanted.split(/\s+/);
  const place = `${name} ${detail.toLowerCase()}`;
  return name.includes(wanted) || (words.length > 1 && words.every((word) => place.includes(word)));
}

/** It can be called for while a panel lies open. */
const ABOVE_PANELS = 300;
