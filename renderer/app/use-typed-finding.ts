import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { frameMessages } from '#renderer/messages/frame.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { useTypedText } from '#renderer/ui/typed-text.ts';
import type { Finding } from './use-commands.ts';

/** "Add session" from what was typed, once it says when and what or who. */
export function useTypedFinding(text: string): readonly Finding[] {
  const atDesk = useMay('owner', 'admin', 'staff');
  const { newTyped } = usePanels();
  const textOf = useTypedText();
  const { data } = useQuery({
    ...queries.session.readWords.queryOptions({ input: { text } }),
    enabled: atDesk && /\s/.test(text) && text.length <= 300,
    placeholderData: keepPreviousData,
  });
  if (!data || !/\s/.test(text)) return [];
  const saysWhen = data.date !== null || data.time !== null;
  const saysWhat = Object.keys(data.names).length + data.unclear.length > 0;
  if (!saysWhen || !saysWhat) return [];
  const isSeries = data.times !== null;
  return [
    {
      key: 'typed',
      group: frameMessages.groupCommands,
      label: isSeries ? frameMessages.commands.newSeries : frameMessages.commands.newSession,
      detail: textOf(data),
      act: () => newTyped(text, isSeries ? 'series' : 'session'),
    },
  ];
}
