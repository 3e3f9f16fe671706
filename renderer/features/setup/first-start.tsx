import type { ReactElement } from 'react';
import { LoadingState } from '#renderer/ui/states.tsx';

export function FirstStart(_props: { readonly state: object }): ReactElement {
  return <LoadingState />;
}
