import type { ReactElement } from 'react';
import { LoadingState } from '#renderer/ui/states.tsx';

export function JobScreen(): ReactElement {
  return <LoadingState />;
}
