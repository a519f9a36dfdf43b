-- Whoever was away sees a problem in what a stand-up decided: it comes back on the next agenda.

create table standup_objections (
    standup bigint not null references standups (id),
    problem bigint not null references problems (id),
    member text not null references members (id),
    at bigint not null,
    primary key (standup, problem, member)
);
