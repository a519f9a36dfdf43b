-- Who took a proposal back, and why; gone when it is opened again.

create table proposal_withdrawals (
    proposal text primary key references proposals (id),
    member text references members (id), -- null: from the terminal
    reason text,                        -- null: nobody said
    at bigint not null
);
