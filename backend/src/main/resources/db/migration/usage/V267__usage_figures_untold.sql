-- Search shows how often a resource was downloaded; it hears of it in its own time, so that a burst of reported uses
-- does not wait for, nor work beside, the indexing of all that it touches.
alter table usage.figures add column untold boolean not null default false;
create index figures_untold on usage.figures (resource_id) where untold;
