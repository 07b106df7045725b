PRAGMA application_id = 1111640881;
PRAGMA user_version = 1;
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token TEXT NOT NULL UNIQUE,
    workout TEXT NOT NULL,
    name TEXT NOT NULL,
    sequence TEXT NOT NULL,
    surface TEXT NOT NULL,
    started TEXT NOT NULL,
    moment REAL NOT NULL,
    state TEXT CHECK (state IN ('completed', 'stopped', 'interrupted')),
    seconds REAL NOT NULL,
    active_seconds REAL NOT NULL,
    forward_steps INTEGER NOT NULL,
    backward_steps INTEGER NOT NULL,
    left_holds INTEGER NOT NULL,
    left_hold_seconds REAL NOT NULL,
    right_holds INTEGER NOT NULL,
    right_hold_seconds REAL NOT NULL,
    repetitions INTEGER NOT NULL,
    moved_json TEXT NOT NULL DEFAULT '[]',
    planned_seconds REAL,
    done_seconds REAL,
    alive REAL,
    seen REAL,
    stretch TEXT,
    effort INTEGER CHECK (effort BETWEEN 1 AND 10),
    note TEXT,
    deleted REAL
) STRICT;
CREATE INDEX sessions_by_moment ON sessions (moment);
CREATE INDEX sessions_under_way ON sessions (id) WHERE state IS NULL;
CREATE TABLE logs (
    session INTEGER PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    head TEXT NOT NULL
) STRICT;
CREATE TABLE entries (
    session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    told REAL NOT NULL,
    event TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID
;
INSERT INTO sessions (
    token, workout, name, sequence, surface, started, moment, state, seconds, active_seconds,
    forward_steps, backward_steps, left_holds, left_hold_seconds, right_holds, right_hold_seconds,
    repetitions, planned_seconds, done_seconds, alive, seen, effort, note
) VALUES (
    'a', 'balance', 'Balance walk', '5 forward, hold 2s', 'floor',
    '2026-11-20T18:00:00+01:00', 1795194000.0, 'stopped', 20.0, 4.0,
    5, 0, 0, 0.0, 1, 1.0, 0, 4.727, 3.727, 120.0, 1795194020.0, 4, 'windy'
);
INSERT INTO logs VALUES (1, '{"version":"0.1.0","started":"2026-11-20T18:00:00+01:00","id":"balance","name":"Balance walk","words":"5 forward, hold 2s","summary":"","source":"","surfaces":["floor"],"technique":[],"conditions":{"pace":{"forward_walk":110.0,"backward_walk":100.0,"forward_run":160.0,"backward_run":170.0,"forward_walk_step":0.7,"backward_walk_step":0.55,"forward_run_step":1.0,"backward_run_step":0.75},"surface":"floor","turn_seconds":null,"settle":10.0},"first_foot":"right","ready":0.0,"audio":{"voice":true,"beats":true,"fade":0.0,"technique":null},"voice_pack":"en"}');
INSERT INTO entries VALUES (1, 0, 1000.0, 'start', '{"at":1000.0}');
INSERT INTO entries VALUES (1, 1, 1000.0, 'volume', '{"at":1000.0,"volume":1.0}');
INSERT INTO entries VALUES (1, 2, 1000.0, 'phase', '{"at":1000.0,"phase":{"index":0,"kind":"move","seconds":2.727272727272727,"start":0.0,"steps":5,"direction":"forward","gait":"walk","cadence":{"start":110.0,"end":110.0},"foot":"right","round":1}}');
INSERT INTO entries VALUES (1, 3, 1002.7272727272727, 'walked', '{"at":1002.7272727272727,"phase":"right","began":1000.0,"steps":5,"whole":true,"cadence":110.00000000000001}');
INSERT INTO entries VALUES (1, 4, 1002.7272727272727, 'phase', '{"at":1002.7272727272727,"phase":{"index":1,"kind":"hold","seconds":2.0,"start":2.727272727272727,"foot":"right","round":1}}');
INSERT INTO entries VALUES (1, 5, 1003.75, 'walked', '{"at":1003.75,"phase":"right","began":1002.7272727272727,"steps":0}');
INSERT INTO entries VALUES (1, 6, 1003.75, 'finish', '{"at":1003.75,"tally":{"seconds":3.75,"active_seconds":3.75,"steps":{"forward":5,"backward":0},"holds":{"left":{"count":0,"seconds":0.0},"right":{"count":0,"seconds":1.022727272727252}},"repetitions":0,"completed":false}}');
