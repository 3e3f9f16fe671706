import { Button, Checkbox, Menu, Stack, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { SavedView, SessionsQuery } from '#contract/desktop/view.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { listWords as words } from '#renderer/messages/lists.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';

const input = { screen: 'sessions' } as const;

/** The list's saved views: one's own and the shared ones; saving, renaming and deleting them. */
export function ViewMenu(props: {
  readonly query: SessionsQuery;
  readonly onChoose: (query: SessionsQuery) => void;
}): ReactElement {
  const { query } = props;
  const views = useQuery(queries.view.list.queryOptions({ input })).data?.views ?? [];
  const [chosenId, setChosen] = useState<number | null>(null);
  const [dialog, setDialog] = useState<'new' | 'rename' | null>(null);
  const isManagement = useMay('owner', 'admin');
  const chosen = views.find(({ id }) => id === chosenId) ?? null;
  const mayChange = chosen !== null && (!chosen.isShared || isManagement);
  const choose = (view: SavedView): void => {
    setChosen(view.id);
    props.onChoose(view.query);
  };
  const update = ({ id, version, name }: SavedView): void => {
    engine.view.update({ id, version, name, query }).then(() => toast(words.saved(name)), toastError);
  };
  const remove = ({ id, version, name }: SavedView): void => {
    engine.view
      .remove({ id, version })
      .then(({ undoId }) => toastUndoable(words.deleted(name), undoId), toastError);
  };
  const group = (label: string, rows: readonly SavedView[]): ReactElement | null =>
    rows.length === 0 ? null : (
      <>
        <Menu.Label>{label}</Menu.Label>
        {rows.map((view) => (
          <Menu.Item key={view.id} onClick={() => choose(view)} aria-current={view.id === chosenId}>
            {view.name}
          </Menu.Item>
        ))}
      </>
    );
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />}>
            {chosen?.name ?? words.views}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 ? <Menu.Label>{words.noViews}</Menu.Label> : null}
          {group(
            words.ownViews,
            views.filter(({ isShared }) => !isShared),
          )}
          {group(
            words.sharedViews,
            views.filter(({ isShared }) => isShared),
          )}
          <Menu.Divider />
          <Menu.Item onClick={() => setDialog('new')}>{words.saveView}</Menu.Item>
          {chosen && mayChange ? (
            <>
              <Menu.Item onClick={() => update(chosen)}>{words.updateView}</Menu.Item>
              <Menu.Item onClick={() => setDialog('rename')}>{words.renameView}</Menu.Item>
              <Menu.Item onClick={() => remove(chosen)}>{words.deleteView}</Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <FormDialog title={words.saveViewTitle} opened={dialog !== null} onClose={() => setDialog(null)}>
        {(leave) => (
          <ViewForm
            view={dialog === 'rename' ? chosen : null}
            query={query}
            mayShare={isManagement}
            onDone={(id) => {
              if (id !== null) setChosen(id);
              setDialog(null);
            }}
            onCancel={leave}
          />
        )}
      </FormDialog>
    </>
  );
}

function ViewForm(props: {
  readonly view: SavedView | null;
  readonly query: SessionsQuery;
  readonly mayShare: boolean;
  readonly onDone: (id: number | null) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { view, query } = props;
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { name: view?.name ?? '', isShared: false },
    check: ({ name }) => (name.trim() ? {} : { name: fieldMessages.required }),
    submit: async ({ name, isShared }) => {
      if (view === null) return (await engine.view.create({ ...input, name, isShared, query })).id;
      await engine.view.update({ id: view.id, version: view.version, name, query: view.query });
      return null;
    },
    onDone: (id) => {
      toast(words.saved(form.getValues().name.trim()));
      props.onDone(id);
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <TextInput label={words.viewName} maxLength={60} data-autofocus {...form.getInputProps('name')} />
        {view === null && props.mayShare ? (
          <Checkbox label={words.isShared} {...form.getInputProps('isShared', { type: 'checkbox' })} />
        ) : null}
        <FormEnd label={uiMessages.save} isSending={isSending} error={error} onCancel={props.onCancel} />
      </Stack>
    </form>
  );
}
