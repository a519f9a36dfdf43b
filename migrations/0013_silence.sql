-- Stand-ups in silence, their clock, and who leads.

alter table standups add column more_minutes bigint not null default 0;  -- what the team added to its time
alter table standups add column turn_until bigint;                       -- when the present turn's time is up
alter table standups add column acted_at bigint;                         -- the last act; long after it, it ends by itself
alter table standups add column leader_at bigint;                        -- whoever leads was last heard of
alter table standups add column step_hours bigint not null default 24;   -- what a step has, where people act over the day

alter table standup_people add column entered boolean not null default false; -- by whoever leads, and never came themselves

alter table standup_steps add column until bigint;                       -- when its time is up; null: nobody counts

alter table standup_cards add column counted boolean not null default false; -- the dots were counted
alter table standup_cards add column voters bigint not null default 0;       -- how many gave any, once counted

alter table standup_ideas add column sealed boolean not null default false;  -- only its author sees it
alter table standup_ideas add column same_as text references standup_ideas (id);
alter table standup_ideas add column dots bigint not null default 0;         -- once counted
alter table standup_ideas add column lot bigint not null default 0;          -- drawn when shown: the order says nothing of who

-- Dots that are not counted yet. Rows go when they are.
create table standup_dots (
    standup bigint not null references standups (id),
    problem bigint not null references problems (id),
    member text not null references members (id),
    idea text not null references standup_ideas (id),
    dots bigint not null,
    primary key (standup, idea, member)
);

create index standup_dots_by_problem on standup_dots (standup, problem);

-- Who has nothing to add, while ideas are written or dots given. Rows go when they are shown or counted.
create table standup_ready (
    standup bigint not null references standups (id),
    problem bigint not null references problems (id),
    member text not null references members (id),
    primary key (standup, problem, member)
);

-- Everybody who led, in the order they took the lead, each once.
create table standup_leaders (
    standup bigint not null references standups (id),
    member text not null references members (id),
    position bigint not null,
    primary key (standup, member)
);
