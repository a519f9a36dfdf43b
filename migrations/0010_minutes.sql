-- The facts of each card as they stood when its stand-up ended, so that minutes do not change with the problem.
-- Null for what ended before these columns were here, and while a stand-up runs: its card then shows the problem of now.

alter table standup_cards add column title text;
alter table standup_cards add column should_be text;
alter table standup_cards add column actual text;
