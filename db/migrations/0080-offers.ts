import type { Migration } from '../migration.ts';

/**
 * An offer is about a session at its time: whatever ends or moves the session ends the open offer, and keeps its message from going
 * out if it has not gone yet. As a trigger, because many use cases change sessions and none may forget it.
 */
export const offersStep: Migration = {
  version: 80,
  name: 'offers',
  sql: `
CREATE TRIGGER reschedule_offers_follow_session AFTER UPDATE OF state, starts_at ON sessions
WHEN (new.state <> 'open' OR new.starts_at <> old.starts_at)
  AND EXISTS (SELECT 1 FROM reschedule_offers WHERE session_id = new.id AND state = 'open')
BEGIN
  UPDATE messages SET state = 'withdrawn' WHERE state IN ('queued', 'unsent', 'failed')
    AND uid IN (SELECT 'reschedule_offer.' || uid FROM reschedule_offers WHERE session_id = new.id AND state = 'open');
  UPDATE messages SET error_code = 'withdraw' WHERE state = 'sending'
    AND uid IN (SELECT 'reschedule_offer.' || uid FROM reschedule_offers WHERE session_id = new.id AND state = 'open');
  UPDATE reschedule_offers SET state = 'withdrawn', version = version + 1 WHERE session_id = new.id AND state = 'open';
END;
`,
};
