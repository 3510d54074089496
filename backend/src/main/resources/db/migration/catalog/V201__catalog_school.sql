-- What a school has contributed, for documents that show its name.
create index resource_school on catalog.resource (school_id, id);
