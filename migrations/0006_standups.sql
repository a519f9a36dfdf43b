-- Stand-ups: what was on the agenda, where the session is, who is in the room, and what was decided. Every act is
-- kept as it happens, so that a session goes on after a restart.

create table standups (
    id bigint primary key,              -- the number of U-7
    team text not null references teams (id),
    mode text not null,                 -- spoken
    leader text not null references members (id),
    lang text not null,                 -- en | fr, the language of the minutes
    budget_minutes bigint not null,     -- what the team gives itself, as of the start
    lot bigint not null,                -- drawn at the start; says where each round begins
    version bigint not null,            -- one more with every act, so that one step is done once
    left_on_wall bigint not null,       -- cards that would have come next but found no room on the agenda
    started_at bigint not null,
    begun_at bigint,                    -- the first card had the floor: the budget runs from here
    ended_at bigint
);

-- One at a time for each team.
create unique index standups_running on standups (team) where ended_at is null;
create index standups_by_team on standups (team, id);

create table standup_people (
    standup bigint not null references standups (id),
    member text not null references members (id),
    position bigint not null,           -- in the order they came
    here boolean not null,              -- false: was here and left before the end
    primary key (standup, member)
);

create table standup_cards (
    standup bigint not null references standups (id),
    problem bigint not null references problems (id),
    position bigint not null,
    reason text not null,               -- why it is on the agenda
    round bigint not null,              -- the problem's round at that time
    undecided_before bigint not null,   -- how many stand-ups of that round left it open in a row
    seen boolean not null,              -- had the floor, and the stand-up moved on
    verdict text,                       -- what was said last: now | investigate | round | set_aside | later | answered
    outcome text,                       -- decided | undecided | not_reached, once ended
    covered text,                       -- none | not_applied | not_enough
    covered_by bigint references standards (id),
    primary key (standup, problem)
);

create index standup_cards_by_problem on standup_cards (problem, standup);

-- The way it went. A step that was taken back stays, marked.
create table standup_steps (
    standup bigint not null references standups (id),
    position bigint not null,
    step text not null,                 -- gathering | news | facts | covered | round | decision | writeup | ended
    problem bigint references problems (id),
    started_at bigint not null,
    ended_at bigint,
    taken_back boolean not null,
    primary key (standup, position)
);

-- The turns of each full round.
create table standup_turns (
    standup bigint not null references standups (id),
    problem bigint not null references problems (id),
    position bigint not null,
    member text not null references members (id),
    manages boolean not null,           -- speaks last
    state text not null,                -- waiting | done | passed
    primary key (standup, problem, position)
);

create table standup_ideas (
    id text primary key,
    standup bigint not null references standups (id),
    problem bigint not null references problems (id),
    kind text not null,                 -- cause | countermeasure
    text text not null,
    author text references members (id), -- cleared when the stand-up ends
    fate text,                          -- what became of it, in a word
    at bigint not null
);

create index standup_ideas_by_standup on standup_ideas (standup, at);

-- What was decided, in order, and what each decision made: the countermeasures and investigations are the problem's
-- own; here stands how they read when the team decided.
create table standup_decisions (
    standup bigint not null references standups (id),
    position bigint not null,
    problem bigint not null references problems (id),
    kind text not null,                 -- countermeasure | confirmed | investigation | looking | set_aside | check | checked
                                        -- | happened | happened_not | not_for_the_book | in_the_book | agreed_on_screen | to_be_agreed
    reference text,                     -- the countermeasure, the investigation, the standard or the proposal
    text text not null,                 -- what; a reason; the evidence
    owner text references members (id),
    due text,                           -- YYYY-MM-DD
    at bigint not null,
    form_key text,                      -- of the form it came with: sent twice, it is decided once
    primary key (standup, position)
);

create index standup_decisions_by_problem on standup_decisions (problem);
