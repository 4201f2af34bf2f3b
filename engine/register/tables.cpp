// Tables and triggers. What the triggers refuse, the program refuses before them with a better message; they stand against other programs.
#include "register/tables.hpp"

#include "register/records.hpp"

namespace banxin::registry {

// A BEFORE INSERT trigger sees -1 where the id is left to SQLite: no row may really have it, or all that follow would be refused.
const char* const kTables = R"(
CREATE TABLE series (
  id INTEGER PRIMARY KEY CHECK (id > 0), name TEXT NOT NULL UNIQUE CHECK (name <> ''), pattern TEXT NOT NULL,
  counting TEXT NOT NULL CHECK (counting IN ('yearly', 'running')), supplement INTEGER NOT NULL CHECK (supplement IN (0, 1)),
  year INTEGER NOT NULL CHECK (year = 0 OR year BETWEEN 1900 AND 2199), number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 999999),
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 9999999), at TEXT NOT NULL, who TEXT NOT NULL) STRICT;

-- scope: the year of a yearly series, 0 of a running one.
CREATE TABLE issue (
  id INTEGER PRIMARY KEY CHECK (id > 0), series TEXT NOT NULL REFERENCES series (name), scope INTEGER NOT NULL CHECK (scope IN (0, year)),
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199), number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 999999),
  total INTEGER CHECK (total BETWEEN 1 AND 9999999), document TEXT NOT NULL, replaces INTEGER REFERENCES issue CHECK (replaces < id),
  UNIQUE (series, scope, number), UNIQUE (series, total)) STRICT;

-- shares, files: how many rows it has of each; when they are there, it is complete.
CREATE TABLE event (
  id INTEGER PRIMARY KEY CHECK (id > 0), issue INTEGER NOT NULL REFERENCES issue,
  kind TEXT NOT NULL CHECK (kind IN ('reserved', 'prepared', 'released', 'issued', 'void', 'replaced', 'reprinted', 'copies')),
  at TEXT NOT NULL, who TEXT NOT NULL, note TEXT NOT NULL, title TEXT NOT NULL,
  copies INTEGER NOT NULL CHECK (copies BETWEEN 0 AND 9999999), shares INTEGER NOT NULL CHECK (shares >= 0),
  files INTEGER NOT NULL CHECK (files >= 0)) STRICT;
CREATE INDEX issue_replaces ON issue (replaces);
CREATE INDEX issue_document ON issue (series, document);
CREATE INDEX event_issue ON event (issue);

CREATE TABLE share (
  id INTEGER PRIMARY KEY CHECK (id > 0), event INTEGER NOT NULL REFERENCES event, recipient TEXT NOT NULL CHECK (recipient <> ''),
  copies INTEGER NOT NULL CHECK (copies BETWEEN 0 AND 9999999),
  first INTEGER NOT NULL CHECK (first BETWEEN 0 AND 9999999 AND (copies = 0) = (first = 0))) STRICT;
CREATE INDEX share_event ON share (event);
CREATE INDEX share_first ON share (event, first);
CREATE TABLE file (
  id INTEGER PRIMARY KEY CHECK (id > 0), event INTEGER NOT NULL REFERENCES event,
  role TEXT NOT NULL CHECK (role IN ('brief', 'table', 'layout', 'font', 'manifest', 'pdf')), path TEXT NOT NULL CHECK (path <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*')) STRICT;
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

-- Rows of a table are numbered 1, 2, 3 ...: none is slipped in before others, and one that is gone is missed.
CREATE TRIGGER series_last AFTER INSERT ON series WHEN NEW.id <> 1 + coalesce((SELECT max(id) FROM series WHERE id <> NEW.id), 0)
BEGIN SELECT RAISE(ABORT, 'rows are added at the end'); END;
CREATE TRIGGER issue_last AFTER INSERT ON issue WHEN NEW.id <> 1 + coalesce((SELECT max(id) FROM issue WHERE id <> NEW.id), 0)
BEGIN SELECT RAISE(ABORT, 'rows are added at the end'); END;
CREATE TRIGGER event_last AFTER INSERT ON event WHEN NEW.id <> 1 + coalesce((SELECT max(id) FROM event WHERE id <> NEW.id), 0)
BEGIN SELECT RAISE(ABORT, 'rows are added at the end'); END;
CREATE TRIGGER share_last AFTER INSERT ON share WHEN NEW.id <> 1 + coalesce((SELECT max(id) FROM share WHERE id <> NEW.id), 0)
BEGIN SELECT RAISE(ABORT, 'rows are added at the end'); END;
CREATE TRIGGER file_last AFTER INSERT ON file WHEN NEW.id <> 1 + coalesce((SELECT max(id) FROM file WHERE id <> NEW.id), 0)
BEGIN SELECT RAISE(ABORT, 'rows are added at the end'); END;

CREATE TRIGGER issue_next BEFORE INSERT ON issue BEGIN
  SELECT RAISE(ABORT, 'numbers follow one another') FROM series s WHERE s.name = NEW.series AND (
    (NEW.scope = 0) <> (s.counting = 'running') OR
    NEW.number <> 1 + coalesce((SELECT max(number) FROM issue WHERE series = NEW.series AND scope = NEW.scope),
      iif(s.counting = 'running' OR s.year = NEW.scope, s.number, 0)) OR
    (NEW.total IS NULL) <> (s.counting = 'running' OR s.supplement = 1) OR
    NEW.total <> 1 + coalesce((SELECT max(total) FROM issue WHERE series = NEW.series), s.total));
END;

-- reserved; prepared, and released before it is prepared again; issued; then copies and reprints; void and replaced end it.
CREATE TRIGGER event_order BEFORE INSERT ON event BEGIN
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

-- What an event has is written with it, and nothing later.
CREATE TRIGGER share_complete BEFORE INSERT ON share BEGIN
  SELECT RAISE(ABORT, 'the event is complete') WHERE NEW.event <> (SELECT max(id) FROM event) OR
    (SELECT shares FROM event WHERE id = NEW.event) <= coalesce((SELECT max(id) + 1 FROM share WHERE event = NEW.event) -
      (SELECT min(id) FROM share WHERE event = NEW.event), 0);
END;
CREATE TRIGGER file_complete BEFORE INSERT ON file BEGIN
  SELECT RAISE(ABORT, 'the event is complete') WHERE NEW.event <> (SELECT max(id) FROM event) OR
    (SELECT files FROM event WHERE id = NEW.event) <= coalesce((SELECT max(id) + 1 FROM file WHERE event = NEW.event) -
      (SELECT min(id) FROM file WHERE event = NEW.event), 0);
END;

-- Of each event the share before its end is enough: the event's own do not overlap.
CREATE TRIGGER share_apart BEFORE INSERT ON share WHEN NEW.copies > 0 BEGIN
  SELECT RAISE(ABORT, 'a copy number is given out once')
    WHERE (SELECT kind FROM event WHERE id = NEW.event) <> 'prepared' AND EXISTS (
      SELECT 1 FROM event e WHERE e.issue = (SELECT issue FROM event WHERE id = NEW.event) AND e.kind <> 'prepared' AND NEW.first <
        (SELECT s.first + s.copies FROM share s WHERE s.event = e.id AND s.first < NEW.first + NEW.copies ORDER BY s.first DESC LIMIT 1));
END;

-- INSERT OR REPLACE deletes without asking the triggers above. These are asked first: they were made last.
CREATE TRIGGER series_once BEFORE INSERT ON series WHEN EXISTS (SELECT 1 FROM series WHERE id = NEW.id OR name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER issue_once BEFORE INSERT ON issue
WHEN EXISTS (SELECT 1 FROM issue WHERE id = NEW.id OR (series = NEW.series AND ((scope = NEW.scope AND number = NEW.number) OR total = NEW.total)))
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER event_once BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER share_once BEFORE INSERT ON share WHEN EXISTS (SELECT 1 FROM share WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER file_once BEFORE INSERT ON file WHEN EXISTS (SELECT 1 FROM file WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;

PRAGMA application_id = 1113681496;
PRAGMA user_version = 3;
)";

static_assert(kApplication == 1113681496 && kVersion == 3);
static_assert(kFirstYear == 1900 && kLastYear == 2199 && kMostNumber == 999999 && kMostTotal == 9999999 && kMostCopies == 9999999);

}  // namespace banxin::registry
