-- Partial: most rows are not in it.
create index chattr_message_pinned on chattr_message (conversation, pinned) where pinned is not null;

-- The words of a text: runs of letters and digits, in small letters. What the parser would make one word of
-- (addresses, paths, numbers with signs) is taken apart first. Where the database's own locale knows no letters
-- beyond ASCII, another one tells which are small.
do $do$
declare
  letters text := '';
begin
  if (select datcollate || datctype from pg_database where datname = current_database()) ~ '^(C|POSIX)+$' then
    select format('collate %I.%I', n.nspname, c.collname) into letters
    from pg_collation c
    join pg_namespace n on n.oid = c.collnamespace
    where c.collname in ('pg_c_utf8', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'en_US.UTF-8', 'und-x-icu')
      and (c.collencoding = -1 or pg_encoding_to_char(c.collencoding) = getdatabaseencoding())
    order by array_position(
      array['pg_c_utf8', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'en_US.UTF-8', 'und-x-icu']::name[], c.collname)
    limit 1;
  end if;
  execute format(
    'create function chattr_words(body varchar) returns tsvector language sql immutable parallel safe'
    ' return to_tsvector(''simple'', translate(lower(body %s), %L, %L))',
    coalesce(letters, ''),
    E'!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~«»¡¿–—‘’‚“”„…、。',
    repeat(' ', 60));
end
$do$;

create index chattr_message_words on chattr_message using gin (chattr_words(body))
where kind in ('text', 'media') and body is not null;
