-- Four eyes in the database for everything that is decided, and what the journal keeps beside that.

-- `not valid`: rows of before are left to the invariants to name, so that no installation fails to start.
alter table enrolments add constraint enrolments_confirmer_is_not_submitter
  check (confirmed_by_person is null or submitted_by_person is null or confirmed_by_person <> submitted_by_person) not valid;

-- An applicant has no account: the person whom the form names is compared with the officer who decides.
alter table registrations add column decided_by_person bytea;
alter table registrations add constraint registrations_decider_is_not_applicant
  check (decided_by_person is null or contact_person_index is null or decided_by_person <> contact_person_index);

-- With which desks somebody acted: what they may do is theirs of that moment, and changes later.
alter table journal add column desks text[] not null default '{}';

-- Room of a unit, by what its files are for; the images of cases were counted already.
drop index files_claim_materials;
create index files_room on files (place, purpose) include (size) where removed_at is null;
