import { RouterProvider } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { router } from './router.tsx';

/** Everything behind the sign-in. Loaded on its own, so that the sign-in does not wait for the calendar library. */
export function Screens(): ReactElement {
  return <RouterProvider router={router} />;
}
