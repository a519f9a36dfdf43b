-- Problems, what is done about them, and when they happened again. One row of `problems` carries what a card on the wall
-- shows, so that the wall is one statement; the operations keep it in step.

create table problems (
    id bigint primary key,              -- the number of P-12
    team text not null references teams (id),
    title text not null,
    description text not null,          -- markdown; empty: none, as in all texts below
    should_be text not null,
    actual text not null,               -- "is": starts as the title
    impact bigint check (impact between 1 and 3),
    tags text not null,                 -- JSON list, in the order given
    containment text not null,
    place text not null,                -- where it happens
    place_not text not null,            -- where it does not
    since_when text not null,
    minutes_lost bigint,
    posted_by text references members (id), -- null: the team, an alert, an import
    posted_at bigint not null,
    channel text not null,              -- the door it came in by
    posting_key text,                   -- of the form that posted it: sent twice, it posts once
    touched boolean not null,           -- by anybody but whoever posted it
    version bigint not null,            -- raised by every change
    changed_at bigint not null,

    -- Where it stands: the facts of problems/problem.rs that are not rows of their own.
    state text not null check (state in ('tray', 'posted', 'analysing', 'acting', 'checking', 'closed', 'set_aside')),
    round bigint not null,              -- each return to posted begins a new one
    round_began text not null,          -- YYYY-MM-DD in the team's zone
    began_by text not null,             -- posted | came_back | partly | dropped | finding | returned
    recurrences bigint not null,
    look_round bigint not null,         -- the round to which the looks belong
    look_count bigint not null,         -- stand-ups of that round that saw it and moved on
    look_standup bigint,                -- the last of them
    book_round bigint,                  -- the round of the last answer to "for the book?"
    book_answer text,                   -- no | in_force | waiting | gone
    book_why text,                      -- why not for the book
    book_standard bigint references standards (id),
    book_proposal text,                 -- the proposal whose text is waited for
    book_by text references members (id),
    check_due text,                     -- YYYY-MM-DD
    check_answer text,                  -- the last one: yes | partly | no
    check_evidence text,
    check_by text references members (id),
    check_self boolean not null,        -- answered by somebody who owns one of the countermeasures
    checking_since text,                -- YYYY-MM-DD, for "30 days without return"
    closed_at bigint,                   -- the last closing
    held_days bigint,                   -- days without return at the last closing
    aside_reason text,                  -- duplicate | not_ours | no_longer | accepted_risk
    aside_of bigint references problems (id),
    aside_why text,
    aside_until text,                   -- YYYY-MM-DD
    aside_at bigint,

    -- What the card shows of its work and occurrences.
    open_countermeasures bigint not null,
    earliest_due text,                  -- of what is open
    hand text references members (id),  -- who does what is due first
    last_done text,                     -- when the last countermeasure of this round was done
    occurrences bigint not null,        -- confirmed
    last_occurrence bigint,
    waiting_occurrences bigint not null,
    standards text not null             -- JSON list of the numbers of the standards that are linked
);

create index problems_by_team on problems (team, state, id);
create index problems_by_state on problems (state, id);
create index problems_by_closing on problems (team, closed_at) where state = 'closed';
create index problems_waiting on problems (team) where waiting_occurrences > 0;
create index problems_by_check on problems (check_due) where state = 'checking';
create index problems_by_return on problems (aside_until) where state = 'set_aside';
create index problems_by_original on problems (aside_of) where aside_of is not null;
create index problems_by_book_standard on problems (book_standard) where book_standard is not null;
create index problems_by_book_proposal on problems (book_proposal) where book_proposal is not null;
create index problems_by_posting_key on problems (posting_key) where posting_key is not null;

create table problem_tags (
    problem bigint not null references problems (id),
    tag text not null,
    primary key (problem, tag)
);

create index problem_tags_by_tag on problem_tags (tag, problem);

-- Countermeasures and investigations.
create table problem_work (
    id text primary key,
    problem bigint not null references problems (id),
    kind text not null check (kind in ('countermeasure', 'investigation')),
    text text not null,                 -- what is done, or the question
    owner text references members (id), -- null: nobody yet, and it moves nothing
    due text not null,                  -- YYYY-MM-DD; filled in from the team's limit
    purpose text,                       -- containment | temporary | permanent | detection | experiment
    effect text not null,               -- expected effect
    strength text,                      -- remind < document < checklist < template < lint < test < impossible
    evidence text not null,             -- that it was done
    finding text not null,              -- of an investigation
    dropped_because text not null,
    standup bigint,                     -- where it was decided
    added_round bigint not null,
    added_at bigint not null,
    added_by text references members (id),
    ended text check (ended in ('done', 'dropped')), -- null: open
    ended_round bigint,
    ended_on text                       -- YYYY-MM-DD in the team's zone
);

create index problem_work_by_problem on problem_work (problem, added_at);
create index problem_work_by_owner on problem_work (owner, due) where ended is null;

create table problem_occurrences (
    id text primary key,
    problem bigint not null references problems (id),
    at bigint not null,                 -- when it happened
    entered_at bigint not null,
    entered_by text references members (id),
    source text not null,               -- hand | trailer | alert | duplicate
    status text not null check (status in ('waiting', 'confirmed', 'refused', 'taken_back')),
    round bigint not null,
    origin text,                        -- where the problem stood, when this one brought it back
    recurrence boolean not null,        -- asks the question below
    note text not null,
    evidence text not null,
    fingerprint text,                   -- of an alert or a commit: the same one is entered once
    via bigint references problems (id), -- the duplicate it was entered on, or that it stands for
    answer text,                        -- none | not_applied | not_enough
    answered_by text references members (id),
    answered_at bigint,
    standard bigint references standards (id) -- that the answer is about
);

create index problem_occurrences_by_problem on problem_occurrences (problem, entered_at);
create index problem_occurrences_unanswered on problem_occurrences (problem) where recurrence = true and answer is null;
create unique index problem_occurrences_by_fingerprint on problem_occurrences (problem, fingerprint) where fingerprint is not null;

create table problem_causes (
    id text primary key,
    problem bigint not null references problems (id),
    parent text references problem_causes (id),
    text text not null,
    evidence text not null,
    status text not null check (status in ('hypothesis', 'verified', 'rejected')),
    at bigint not null,
    added_by text references members (id)
);

create index problem_causes_by_problem on problem_causes (problem, at);

create table problem_comments (
    id text primary key,
    problem bigint not null references problems (id),
    member text references members (id),
    text text not null,
    at bigint not null
);

create index problem_comments_by_problem on problem_comments (problem, at);

-- This standard solves that problem.
create table problem_standards (
    problem bigint not null references problems (id),
    standard bigint not null references standards (id),
    source text not null check (source in ('link', 'file')), -- made here, or in the file's front matter
    at bigint not null,                 -- a standard is challenged by what happened since
    primary key (problem, standard, source)
);

create index problem_standards_by_standard on problem_standards (standard, problem);
