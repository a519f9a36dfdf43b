-- What is being written, kept every few seconds: only its author sees it, and no entry of the feed tells of it.

create table drafts (
    id text primary key,                -- made with the page on which it is written
    member text not null references members (id),
    subject text not null,              -- what it is a text of: new | new P-12 P-31 | S-4 | the key of a proposal
    text text not null,                 -- empty once it has ended
    base text not null,                 -- the revision that it starts from, as the form says it; empty: a new standard
    hash text not null,                 -- of the text that it changes; empty: a new standard
    version bigint not null,            -- grows with each keeping
    tab text not null,                  -- the page that kept it last: from another one, only what knew that version goes over it
    begun_at bigint not null,
    at bigint not null,                 -- kept last
    ended boolean not null              -- sent or discarded: a keeping that comes late does not bring it back
);

create index drafts_by_member on drafts (member, subject, at);
