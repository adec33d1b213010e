-- Making covers and letters in bulk.

-- UUIDv7 for rows that one statement makes by the hundred thousand; the server's own ids come from the application.
create function new_id(at timestamptz) returns uuid language sql volatile as $$
  select encode(
    overlay(
      set_bit(set_bit(uuid_send(gen_random_uuid()), 52, 1), 53, 1)
      placing substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6
    ), 'hex')::uuid
$$;
grant execute on function new_id(timestamptz) to huzhu_app;

-- How far a bulk command has come, told by another connection while its transaction is open.
create table bulk_progress (
  subject_id uuid primary key,
  place bigint not null,
  done int not null,
  total int not null,
  updated_at timestamptz not null
);
call protect('bulk_progress');
grant delete on bulk_progress to huzhu_app;
