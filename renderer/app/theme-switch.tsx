import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { type ReactElement, useEffect } from 'react';
import { frameMessages } from '#renderer/messages/frame.ts';

const themes = [
  { name: 'light', icon: IconSun },
  { name: 'dark', icon: IconMoon },
  { name: 'auto', icon: IconDeviceDesktop },
] as const;

/** Light, dark, or as the system; told to the shell too, for its own frames and dialogs. */
export function ThemeSwitch(): ReactElement {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    void window.callboard?.theme.set(shellTheme(colorScheme));
  }, [colorScheme]);
  const Current = themes.find(({ name }) => name === colorScheme)?.icon ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={frameMessages.theme}>
          <Current size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {themes.map(({ name, icon: Icon }) => (
          <Menu.Item
            key={name}
            role="menuitemradio"
            aria-checked={name === colorScheme}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={name === colorScheme ? <IconCheck size={14} aria-hidden /> : null}
            onClick={() => setColorScheme(name)}
          >
            {frameMessages.themes[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function shellTheme(scheme: MantineColorScheme): 'light' | 'dark' | 'system' {
  return scheme === 'auto' ? 'system' : scheme;
}
