-- Who worked together with whom (conflicts of interest).
create index version_contributors on catalog.version using gin ((metadata -> 'contributors') jsonb_path_ops);
