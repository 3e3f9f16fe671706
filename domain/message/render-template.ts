/** The words in the template of a cancellation or notice that are replaced when a message is written. */
export const placeholders = ['client', 'sessions', 'reason', 'refunds', 'deadline', 'studio'] as const;

/** Puts values in the place of `{{client}}` and the like. Unknown words stay as they are, so that a slip is seen. */
export function renderTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, word: string) =>
    Object.hasOwn(values, word) ? (values[word] ?? whole) : whole,
  );
}

/** True if the text holds a {{word}} that would stay as it is; `known` are those of the template's kind. */
export function hasUnknownPlaceholder(text: string, known: readonly string[] = placeholders): boolean {
  return [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].some(([, word = '']) => !known.includes(word));
}
