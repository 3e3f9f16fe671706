import type { FormErrors, UseFormReturnType } from '@mantine/form';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { settingsMessages } from '#renderer/messages/settings.ts';
import type { RecordFrame } from './record-form.tsx';
import { useEngineForm } from './use-engine-form.ts';

interface SavedRecord {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly active: boolean;
}

/** What every record has, beside the fields of its kind. */
interface NameAndActive {
  readonly name: string;
  readonly active: boolean;
}

/**
 * The form of one record of a list, in which the name is needed and only what is saved already can be set inactive.
 * `frame` goes to `RecordForm`, `form` to the fields of the kind of record.
 */
export function useRecordForm<
  Row extends SavedRecord,
  Values extends Record<string, unknown>,
  Fields extends object,
>(options: {
  /** Null: a new one. */
  readonly row: Row | null;
  readonly addLabel: string;
  /** The fields of the kind of record; the name and whether it is active are the row's. */
  readonly initialValues: Values;
  /** What else than a missing name can be known before sending. */
  readonly check?: (values: NoInfer<Values> & NameAndActive) => FormErrors;
  /** What is sent for the values of the form. */
  readonly fields: (values: NoInfer<Values> & NameAndActive) => Fields;
  readonly create: (fields: Fields) => Promise<unknown>;
  readonly update: (fields: NoInfer<Fields> & Pick<Row, 'id' | 'version'>) => Promise<unknown>;
  readonly onClose: () => void;
}): { readonly form: UseFormReturnType<Values & NameAndActive>; readonly frame: RecordFrame } {
  const { row, onClose } = options;
  const { form, onSubmit, isSending, error } = useEngineForm<Values & NameAndActive, unknown>({
    initialValues: { ...options.initialValues, name: row?.name ?? '', active: row?.active ?? true },
    check: (values) => ({
      ...(values.name.trim() ? {} : { name: fieldMessages.required }),
      ...options.check?.(values),
    }),
    submit: (values) => {
      const fields = options.fields(values);
      return row === null
        ? options.create(fields)
        : options.update({ ...fields, id: row.id, version: row.version });
    },
    onDone: onClose,
  });
  return {
    form,
    frame: {
      onSubmit,
      isSending,
      error,
      submitLabel: row ? settingsMessages.save : options.addLabel,
      onCancel: onClose,
      name: form.getInputProps('name'),
      active: row ? form.getInputProps('active', { type: 'checkbox' }) : undefined,
    },
  };
}
