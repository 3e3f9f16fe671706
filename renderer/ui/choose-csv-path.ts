/** Whether files can be put where a person chooses; a browser decides that by itself. */
export const canChoosePath = (): boolean => window.callboard !== undefined;

/** Asks in the system's dialog where a CSV shall go; undefined if the person thinks better of it. */
export async function chooseCsvPath(suggestedName: string): Promise<string | undefined> {
  const answer = await window.callboard?.dialog.saveFile({ suggestedName, kind: 'csv' });
  return answer?.ok ? (answer.value ?? undefined) : undefined;
}
