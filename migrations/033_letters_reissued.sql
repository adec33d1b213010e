-- A letter about a payment that came back stays on record when the case is paid again and another letter is issued.
alter table claim_letters add column issue int not null default 1 check (issue > 0);
alter table claim_letters drop constraint claim_letters_pkey;
alter table claim_letters add primary key (claim_id, kind, issue);
