import type { ReactElement, ReactNode } from 'react';
import { type ListedRecord, type RecordListOptions, useRecordList } from '#renderer/ui/record-list.tsx';
import { SettingsLayout, type SettingsSection } from '#renderer/ui/settings-layout.tsx';

/** A section of Settings that is a list of records, with the button that adds one beside the title. */
export function RecordSection<Row extends ListedRecord>(
  props: RecordListOptions<Row> & {
    readonly section: SettingsSection;
    /** Stands in the list's place while there is none. */
    readonly instead?: ReactNode;
    /** What comes after the list. */
    readonly children?: ReactNode;
  },
): ReactElement {
  const list = useRecordList(props);
  return (
    <SettingsLayout section={props.section} actions={list.addButton} fills>
      <div className="settings-list">{props.instead ?? list.table}</div>
      {props.children}
    </SettingsLayout>
  );
}
