-- Drafts are saved again and again while they are written, and noted anew with every file and every check. With room
-- left in its page a changed row stays where it is, and none of the indexes is touched (heap-only updates).
alter table catalog.version set (fillfactor = 70);
