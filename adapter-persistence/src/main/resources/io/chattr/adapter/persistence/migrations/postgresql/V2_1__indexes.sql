-- Partial: most rows are not in it.
create index chattr_message_pinned on chattr_message (conversation, pinned) where pinned is not null;

-- The words of a text, in small letters: runs of letters and digits. What the parser would keep together
-- (addresses, paths, numbers with signs) is taken apart first, where there is any: to look costs less. Where the
-- database's own locale knows no letters beyond ASCII, another one tells which are small, and quotation marks
-- and the like are taken apart, too.
do $do$
declare
  small text := 'lower(body)';
  apart text := '-+@/<&_.:';
begin
  if (select datcollate || datctype from pg_database where datname = current_database()) ~ '^(C|POSIX)+$' then
    apart := apart || '«»¡¿–—‘’‚“”„…、。';
    select format('lower(body collate %I.%I)', n.nspname, c.collname) into small
    from pg_collation c
    join pg_namespace n on n.oid = c.collnamespace
    where c.collname in ('pg_c_utf8', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'en_US.UTF-8', 'und-x-icu')
      and (c.collencoding = -1 or pg_encoding_to_char(c.collencoding) = getdatabaseencoding())
    order by array_position(
      array['pg_c_utf8', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'en_US.UTF-8', 'und-x-icu']::name[], c.collname)
    limit 1;
    small := coalesce(small, 'lower(body)');
  end if;
  execute format(
    'create function chattr_words(body varchar) returns tsvector language sql immutable parallel safe'
    ' return to_tsvector(''simple'', case when body ~ %L then translate(%s, %L, %L) else %s end)',
    '[' || apart || ']\S', small, apart, repeat(' ', length(apart)), small);
end
$do$;

-- New words wait in a list of the index, which the store empties now and then, away from the journal.
create index chattr_message_words on chattr_message using gin (chattr_words(body))
with (fastupdate = on, gin_pending_list_limit = 65536)
where kind in ('text', 'media') and body is not null;
