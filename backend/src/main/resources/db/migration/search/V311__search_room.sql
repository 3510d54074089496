-- A rebuild updates each row once: with half of every page free, all of them stay where they are.
alter table search.document set (fillfactor = 50);
