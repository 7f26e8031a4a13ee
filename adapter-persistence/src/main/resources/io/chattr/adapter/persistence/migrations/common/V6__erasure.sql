-- deleting: whether the account is nobody's any more; what its state says becomes of the messages.
alter table chattr_account add column deleting boolean default false not null;

create index chattr_account_deleting on chattr_account (deleting, id);
