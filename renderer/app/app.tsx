import { type CSSVariablesResolver, MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { type ReactElement, Suspense } from 'react';
import { queryClient } from '#renderer/api/query-client.ts';
import { serviceVariables } from '#renderer/ui/service-palette.ts';
import { theme } from '#renderer/ui/theme.ts';
import { Gate } from './gate.tsx';

// Not React's own lazy(): that always shows its fallback first, which then stays for 300 ms, also when all is loaded.
const Screens = lazyRouteComponent(() => import('./screens.tsx'), 'Screens');

/** While somebody is still at the keys of the sign-in. */
export const prepareScreens = (): void => {
  requestIdleCallback(() => void Screens.preload?.(), { timeout: 1_000 });
};

/** The window: theme, data, dialogs, then the gate (first start, sign-in), then the screens. */
export function App(): ReactElement {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={styleVariables}>
      <QueryClientProvider client={queryClient}>
        <ModalsProvider>
          {/* The buttons of dialogs, panels and forms are on the right. */}
          <Notifications position="bottom-left" limit={4} />
          <Gate>
            <Suspense>
              <Screens />
            </Suspense>
          </Gate>
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

const styleVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: serviceVariables('light'),
  dark: serviceVariables('dark'),
});
