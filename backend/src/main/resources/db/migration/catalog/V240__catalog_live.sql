-- A resource stays live while its hearing runs.
drop index catalog.version_live;
create unique index version_live on catalog.version (resource_id) where state in ('PUBLISHED', 'PROBATION');
