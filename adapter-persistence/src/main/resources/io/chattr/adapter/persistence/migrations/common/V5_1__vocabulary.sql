-- What the client of a log-in was found to speak. session: as the authenticator names it.
create table chattr_vocabulary (
  session ${text_id} primary key,
  vocabulary varchar not null
);
