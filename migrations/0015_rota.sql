-- Who leads which week, where that is settled: every week that has begun, and those to come that people exchanged,
-- with all before them. Whatever is not here follows from who led longest ago.

create table rota_weeks (
    team text not null references teams (id),
    monday text not null,               -- YYYY-MM-DD
    member text not null references members (id), -- who leads it
    came text not null check (came in ('turn', 'swap', 'skip')),
    instead_of text references members (id), -- whose turn it would have been; null: it is their own
    primary key (team, monday)
);
