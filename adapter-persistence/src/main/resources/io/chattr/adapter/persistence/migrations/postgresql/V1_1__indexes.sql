-- Partial: most rows are in neither.
create index chattr_message_by_mark on chattr_message (mark) where mark is not null;
create index chattr_message_deleted on chattr_message (conversation, deleted_seq) where deleted_seq is not null;
