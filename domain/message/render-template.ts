/** The words in a template that are replaced when a message is written. */
export const placeholders = ['client', 'sessions', 'reason', 'refunds', 'deadline', 'studio'] as const;
export type Placeholder = (typeof placeholders)[number];

/** Puts values in the place of `{{client}}` and the like. Unknown words stay as they are, so that a slip is seen. */
export function renderTemplate(template: string, values: Readonly<Record<Placeholder, string>>): string {
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, word: string) =>
    isPlaceholder(word) ? values[word] : whole,
  );
}

/** True if the text holds a {{word}} that would stay as it is. */
export function hasUnknownPlaceholder(text: string): boolean {
  return [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].some(([, word = '']) => !isPlaceholder(word));
}

function isPlaceholder(word: string): word is Placeholder {
  return (placeholders as readonly string[]).includes(word);
}
