import { useMantineColorScheme } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '#renderer/api/signed-in.ts';
import { endOfDayWords } from '#renderer/messages/completion.ts';
import { frameMessages } from '#renderer/messages/frame.ts';
import { settingsMessages } from '#renderer/messages/settings.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { SETTINGS_SECTIONS } from '#renderer/ui/settings-layout.tsx';
import { usePlaces } from './rail.tsx';
import { signOut } from './sign-out.ts';

/** One line of the palette and what choosing it does. */
export interface Finding {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly detail: string;
  readonly act: () => void;
}

/** Every screen of the menu, every section of Settings and every command, for the signed-in person. */
export function useCommands(): readonly Finding[] {
  const navigate = useNavigate();
  const places = usePlaces();
  const { newClient, newClosure, newSession } = usePanels();
  const { setColorScheme } = useMantineColorScheme();
  const atDesk = useMay('owner', 'admin', 'staff');
  const isManagement = useMay('owner', 'admin');
  const words = frameMessages.commands;
  const screens = places.flatMap((place) => [
    { ...place, detail: '' },
    ...(place.places ?? []).map((inner) => ({ ...inner, detail: place.label })),
  ]);
  screens.push({
    label: endOfDayWords.title,
    detail: frameMessages.rail.sessions,
    icon: IconMoon,
    to: '/sessions/end-of-day',
  });
  const command = (label: string, detail: string, act: () => void): Finding => ({
    key: label,
    group: frameMessages.groupCommands,
    label,
    detail,
    act,
  });
  return [
    ...screens.map(({ label, detail, to }) => ({
      key: `screen-${detail}-${label}`,
      group: frameMessages.groupScreens,
      label,
      detail,
      act: () => void navigate({ to }),
    })),
    ...(isManagement ? SETTINGS_SECTIONS : []).map((section) => ({
      key: `settings-${section}`,
      group: frameMessages.groupScreens,
      label: settingsMessages.sections[section],
      detail: settingsMessages.title,
      act: () => void navigate({ to: '/settings/$section', params: { section } }),
    })),
    ...(atDesk
      ? [
          command(words.newSession, 'N', () => newSession()),
          command(words.newClient, '', () => newClient()),
          command(words.newClosure, '', () => newClosure()),
        ]
      : []),
    command(words.themeLight, '', () => setColorScheme('light')),
    command(words.themeDark, '', () => setColorScheme('dark')),
    command(words.lock, '', () => void signOut()),
  ];
}
