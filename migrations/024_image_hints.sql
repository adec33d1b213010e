-- What an image looks like to a glance when it comes (blurred, cut, dark, small): for the reviewer, who sees the one that
-- was sent. Images from before have none.
alter table claim_materials add column hints text[] not null default '{}';
