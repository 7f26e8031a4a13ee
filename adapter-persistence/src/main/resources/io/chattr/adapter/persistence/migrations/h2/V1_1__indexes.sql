create index chattr_message_by_mark on chattr_message (mark);
create index chattr_message_deleted on chattr_message (conversation, deleted_seq);
