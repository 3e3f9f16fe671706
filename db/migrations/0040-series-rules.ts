import type { Migration } from '../migration.ts';

/** What a series must remember so that working out its dates again gives the same ones. */
export const seriesRulesStep: Migration = {
  version: 40,
  name: 'series-rules',
  sql: `
ALTER TABLE series ADD COLUMN week_starts_on INTEGER NOT NULL DEFAULT 1 CHECK (week_starts_on BETWEEN 1 AND 7);
ALTER TABLE series ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(left_out));

-- An edit of a series takes sessions away that nothing names: asked of each table by the session.
CREATE INDEX cancellation_sessions_by_session ON cancellation_sessions (session_id);
CREATE INDEX decision_sessions_by_session ON decision_sessions (session_id);
CREATE INDEX reschedule_offers_by_session ON reschedule_offers (session_id);
CREATE INDEX wage_lines_by_session ON wage_lines (session_id);
`,
};
