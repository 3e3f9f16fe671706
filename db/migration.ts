/** One step of the schema, never edited once released. Versions go up in tens, to leave room for a hotfix between two. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
