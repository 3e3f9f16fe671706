import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { TypedSessionView } from '#contract/desktop/session.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { EmptyState, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { TypedLine } from '#renderer/ui/typed-line.tsx';
import { typedValues } from '#renderer/ui/typed-values.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { discardUnsaved } from '#renderer/ui/unsaved.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';
import { SessionForm } from './session-form.tsx';
import { newSessionValues } from './session-values.ts';

/** A new session, with the time that was clicked and the filters that are set already filled in. */
export function SessionFormPanel(): ReactElement {
  const { panel, close, newTyped, openSession } = usePanels();
  const [who, setWho] = useState<TypedSessionView['names']['client'] | null>(null);
  const catalog = useCatalog();
  const studio = useStudio();
  const client = useQueryClient();
  const filters = useUiState((state) => state.filters);
  const only = <Id,>(ids: readonly Id[]): Id | undefined => (ids.length === 1 ? ids[0] : undefined);
  const isManagement = useMay('owner', 'admin');
  const isReady = catalog.services.length > 0 && catalog.locations.length > 0;
  return (
    <SidePanel title={words.newSession} opened onClose={close}>
      {!catalog.isLoaded ? (
        <LoadingState />
      ) : isReady ? (
        <SessionForm
          initial={newSessionValues(catalog, {
            at: panel.at ?? todayIn(studio.zone),
            ...optional('minutes', panel.minutes),
            ...optional('locationId', only(filters.locationIds)),
            ...optional('serviceId', only(filters.serviceIds)),
            ...optional('practitionerId', only(filters.practitionerIds)),
            ...optional('roomId', only(filters.roomIds)),
          })}
          head={(fill) => (
            <>
              <TypedLine
                initial={panel.words ?? ''}
                onRead={(typed, text) => {
                  if (typed.times !== null) return newTyped(text, 'series');
                  setWho(typed.names.client ?? null);
                  fill(typedValues(typed, catalog));
                }}
              />
              {who ? <Text size="sm">{words.typed.booksNext(who.name)}</Text> : null}
            </>
          )}
          submitLabel={words.create}
          save={(fields) => engine.session.create(fields)}
          onDone={(title, { id, undoId }) => {
            void client.invalidateQueries({ queryKey: queries.session.key() });
            toastUndoable(words.created(title), undoId);
            if (who) openSession(id, { book: true, who: who.id as ClientId });
            else close();
          }}
          onCancel={() => {
            discardUnsaved(({ over }) => over);
            close();
          }}
        />
      ) : (
        <EmptyState
          title={catalog.services.length === 0 ? words.noServices : words.noLocations}
          hint={isManagement ? '' : words.askManagement}
          action={
            isManagement ? (
              <Button
                data-autofocus
                renderRoot={(rest) => (
                  <Link
                    {...rest}
                    to="/settings/$section"
                    params={{ section: catalog.services.length === 0 ? 'services' : 'locations' }}
                  />
                )}
              >
                {catalog.services.length === 0 ? words.addService : words.addLocation}
              </Button>
            ) : undefined
          }
        />
      )}
    </SidePanel>
  );
}

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });
}
