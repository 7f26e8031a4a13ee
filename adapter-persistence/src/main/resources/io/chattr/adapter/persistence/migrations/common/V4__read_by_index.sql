-- With the conversation in it, so that one membership is found without reading all of a user's.
drop index chattr_membership_of_user;
create index chattr_membership_of_user on chattr_membership (user_id, to_position, conversation);
