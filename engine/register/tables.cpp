// Tables and triggers. What the triggers refuse, the program refuses before them with a better message; they stand against other programs.
#include "register/tables.hpp"

namespace banxin::registry {

const char* const kTables = R"(
CREATE TABLE series (
  name TEXT PRIMARY KEY, pattern TEXT NOT NULL, counting TEXT NOT NULL CHECK (counting IN ('yearly', 'running')),
  supplement INTEGER NOT NULL, year INTEGER NOT NULL, number INTEGER NOT NULL, total INTEGER NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL);

-- scope: the year of a yearly series, 0 of a running one.
CREATE TABLE issue (
  id INTEGER PRIMARY KEY, series TEXT NOT NULL REFERENCES series, scope INTEGER NOT NULL, year INTEGER NOT NULL,
  number INTEGER NOT NULL, total INTEGER, document TEXT NOT NULL, replaces INTEGER REFERENCES issue,
  UNIQUE (series, scope, number), UNIQUE (series, total));

CREATE TABLE event (
  id INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issue,
  kind TEXT NOT NULL CHECK (kind IN ('reserved', 'prepared', 'released', 'issued', 'void', 'replaced', 'reprinted', 'copies')),
  at TEXT NOT NULL, who TEXT NOT NULL, note TEXT NOT NULL, title TEXT NOT NULL, copies INTEGER NOT NULL);
CREATE INDEX issue_replaces ON issue (replaces);
CREATE INDEX event_issue ON event (issue);

CREATE TABLE share (id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES event, recipient TEXT NOT NULL, copies INTEGER NOT NULL,
  first INTEGER NOT NULL);
CREATE INDEX share_event ON share (event);
CREATE TABLE file (id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES event, role TEXT NOT NULL, path TEXT NOT NULL,
  sha256 TEXT NOT NULL);
CREATE INDEX file_event ON file (event);

CREATE TRIGGER series_stays BEFORE UPDATE ON series BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER issue_stays BEFORE UPDATE ON issue BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER share_stays BEFORE UPDATE ON share BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER file_stays BEFORE UPDATE ON file BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER series_kept BEFORE DELETE ON series BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER issue_kept BEFORE DELETE ON issue BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER share_kept BEFORE DELETE ON share BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER file_kept BEFORE DELETE ON file BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above.
CREATE TRIGGER series_once BEFORE INSERT ON series WHEN EXISTS (SELECT 1 FROM series WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER issue_once BEFORE INSERT ON issue
WHEN EXISTS (SELECT 1 FROM issue WHERE id = NEW.id OR (series = NEW.series AND ((scope = NEW.scope AND number = NEW.number) OR total = NEW.total)))
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER file_once BEFORE INSERT ON file WHEN EXISTS (SELECT 1 FROM file WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;

-- reserved; prepared, and released before it is prepared again; issued; then copies and reprints; void and replaced end it.
CREATE TRIGGER event_order BEFORE INSERT ON event BEGIN
  SELECT RAISE(ABORT, 'the register is append-only') WHERE EXISTS (SELECT 1 FROM event WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'the first event is reserved, and no other')
    WHERE (NEW.kind = 'reserved') = EXISTS (SELECT 1 FROM event WHERE issue = NEW.issue);
  SELECT RAISE(ABORT, 'void and replaced numbers stay so')
    WHERE EXISTS (SELECT 1 FROM event WHERE issue = NEW.issue AND kind IN ('void', 'replaced'));
  SELECT RAISE(ABORT, 'issued once')
    WHERE NEW.kind IN ('prepared', 'released', 'issued') AND EXISTS (SELECT 1 FROM event WHERE issue = NEW.issue AND kind = 'issued');
  SELECT RAISE(ABORT, 'prepared once at a time')
    WHERE NEW.kind IN ('prepared', 'released') AND (NEW.kind = 'prepared') = coalesce((SELECT kind FROM event
      WHERE issue = NEW.issue AND kind IN ('prepared', 'released') ORDER BY id DESC LIMIT 1) = 'prepared', 0);
  SELECT RAISE(ABORT, 'not issued')
    WHERE NEW.kind IN ('replaced', 'reprinted', 'copies') AND NOT EXISTS (SELECT 1 FROM event WHERE issue = NEW.issue AND kind = 'issued');
END;

CREATE TRIGGER share_apart BEFORE INSERT ON share BEGIN
  SELECT RAISE(ABORT, 'the register is append-only') WHERE EXISTS (SELECT 1 FROM share WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'a copy number is given out once')
    WHERE NEW.copies > 0 AND (SELECT kind FROM event WHERE id = NEW.event) <> 'prepared' AND EXISTS (
      SELECT 1 FROM share s JOIN event e ON e.id = s.event
      WHERE e.issue = (SELECT issue FROM event WHERE id = NEW.event) AND e.kind <> 'prepared' AND s.copies > 0
        AND s.first < NEW.first + NEW.copies AND NEW.first < s.first + s.copies);
END;

PRAGMA application_id = 1113681496;
PRAGMA user_version = 2;
)";

static_assert(kApplication == 1113681496 && kVersion == 2);

}  // namespace banxin::registry
