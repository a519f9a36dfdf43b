-- What somebody asks to bring up at the next stand-up, until one has seen it.

alter table problems add column pin bigint;      -- the place among those of its team, the lowest first; null: not asked for
alter table problems add column pinned_by text references members (id);

create index problems_by_pin on problems (team, pin) where pin is not null;

-- What was decided while somebody was away, and what they say of it.
create index standups_by_end on standups (team, ended_at);
create index standup_objections_by_problem on standup_objections (problem);
