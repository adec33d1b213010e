-- What a reviewer has gathered about a subject before deciding: one draft a reviewer and subject, gone with the decision.
-- It may name persons, so it is sealed.
create table review_drafts (
  subject_id uuid not null,
  account_id uuid not null references accounts,
  place bigint not null,
  sealed bytea not null,
  saved_at timestamptz not null,
  primary key (subject_id, account_id)
);
call protect('review_drafts');
grant delete on review_drafts to huzhu_app;
